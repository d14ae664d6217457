// The OpenAPI document, made when it is first asked for, so that starting costs nothing for it.
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { PROBLEM_SCHEMA } from '../openapi.js';

export const OPENAPI = Symbol('openapi');

export class OpenApiSource {
  private app: INestApplication | null = null;
  private text: string | null = null;

  constructor(private readonly version: string) {}

  attach(app: INestApplication): void {
    this.app = app;
  }

  json(): string {
    return (this.text ??= JSON.stringify(this.document()));
  }

  document(): OpenAPIObject {
    if (this.app === null) throw new Error('the OpenAPI document is asked for before the application exists');
    const config = new DocumentBuilder()
      .setTitle('权责 Quanze')
      .setDescription('人民检察院办案责任制工作流引擎 / The responsibility-first workflow engine for people\'s procuratorates. Errors are problem documents (RFC 9457); their codes are listed at /api/errors.')
      .setVersion(this.version)
      .addTag('cases', '案件与办案行为')
      .addTag('office', '人员、任职与委托')
      .addTag('authority', '谁可以、能否配齐、少了会怎样')
      .addTag('releases', '办案流程与定义')
      .addTag('sessions', '登录与令牌')
      .addTag('events', '实时消息')
      .addTag('system', '运行状态')
      .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'API token' })
      .addCookieAuth('quanze_session')
      .build();
    const document = SwaggerModule.createDocument(this.app, config);
    const schemas = { ...document.components?.schemas, Problem: PROBLEM_SCHEMA };
    return { ...document, components: { ...document.components, schemas } as NonNullable<OpenAPIObject['components']> };
  }
}
