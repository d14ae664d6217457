// Persons, posts, delegations and sign-in as TypeORM sees them. Persons are never deleted: responsibility is for life.
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { OfficeEntity, TenantEntity } from './office.entity.js';

/** `epoch` rises whenever posts or delegations of the person change; acts are committed only under the epoch they were judged on. */
@Entity('person')
export class PersonEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @Column({ name: 'office', type: 'uuid' })
  officeId: string;

  @ManyToOne(() => OfficeEntity)
  @JoinColumn({ name: 'office' })
  office: Relation<OfficeEntity>;

  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'status', type: 'text' })
  status: string;

  @Column({ name: 'epoch', type: 'integer' })
  epoch: number;
}

/** In force from `fromAt` up to but not at `untilAt`. */
@Entity('appointment')
export class AppointmentEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @Column({ name: 'person', type: 'uuid' })
  personId: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'person' })
  person: Relation<PersonEntity>;

  @Column({ name: 'office', type: 'uuid' })
  officeId: string;

  @ManyToOne(() => OfficeEntity)
  @JoinColumn({ name: 'office' })
  office: Relation<OfficeEntity>;

  @Column({ name: 'role', type: 'text' })
  role: string;

  @Column({ name: 'department', type: 'text', nullable: true })
  department: string | null;

  @Column({ name: 'portfolio', type: 'text', array: true })
  portfolio: string[];

  @Column({ name: 'from_at', type: 'timestamptz', precision: 3 })
  fromAt: Date;

  @Column({ name: 'until_at', type: 'timestamptz', precision: 3, nullable: true })
  untilAt: Date | null;
}

/** Stands only while the principal holds a post of `principalRole` in the office. */
@Entity('delegation')
export class DelegationEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @Column({ name: 'from_person', type: 'uuid' })
  fromPersonId: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'from_person' })
  fromPerson: Relation<PersonEntity>;

  @Column({ name: 'to_person', type: 'uuid' })
  toPersonId: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'to_person' })
  toPerson: Relation<PersonEntity>;

  @Column({ name: 'office', type: 'uuid' })
  officeId: string;

  @ManyToOne(() => OfficeEntity)
  @JoinColumn({ name: 'office' })
  office: Relation<OfficeEntity>;

  @Column({ name: 'principal_role', type: 'text', nullable: true })
  principalRole: string | null;

  @Column({ name: 'powers', type: 'text', array: true })
  powers: string[];

  @Column({ name: 'paths', type: 'text', array: true, nullable: true })
  paths: string[] | null;

  @Column({ name: 'departments', type: 'text', array: true, nullable: true })
  departments: string[] | null;

  @Column({ name: 'from_at', type: 'timestamptz', precision: 3 })
  fromAt: Date;

  @Column({ name: 'until_at', type: 'timestamptz', precision: 3 })
  untilAt: Date;

  @Column({ name: 'order_number', type: 'text' })
  orderNumber: string;

  @Column({ name: 'revoked_at', type: 'timestamptz', precision: 3, nullable: true })
  revokedAt: Date | null;
}

@Entity('credential')
export class CredentialEntity {
  @PrimaryColumn({ name: 'person', type: 'uuid' })
  personId: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'person' })
  person: Relation<PersonEntity>;

  @Column({ name: 'login', type: 'text' })
  login: string;

  @Column({ name: 'password_hash', type: 'text' })
  passwordHash: string;

  /** The password was chosen by somebody else. */
  @Column({ name: 'must_change', type: 'boolean' })
  mustChange: boolean;
}

/** A session or an API token; the token itself is stored nowhere. */
@Entity('session')
export class SessionEntity {
  @PrimaryColumn({ name: 'token_hash', type: 'bytea' })
  tokenHash: Buffer;

  @Column({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'person', type: 'uuid' })
  personId: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'person' })
  person: Relation<PersonEntity>;

  @Column({ name: 'kind', type: 'text' })
  kind: string;

  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz', precision: 3, nullable: true })
  revokedAt: Date | null;
}
