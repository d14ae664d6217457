// FEEL expressions: which names they read, what they give, and that nothing fails open.
import { compileExpression, evaluateCondition, type Expression } from './feel.js';

const compiled = (text: string): Expression => {
  const result = compileExpression(text);
  if (!result.ok) throw new Error(`${text}: ${result.refusal.code}`);
  return result.value;
};
const valueOf = (text: string, context = {}) => {
  const result = compiled(text).evaluate(context);
  return result.ok ? result.value : result.refusal.code;
};

describe('names', () => {
  it('are those of facts, once each, without functions and properties', () => {
    expect(compiled('count(list) > 2 and payload.on != null and list contains(list, "a") and other').names).toEqual(['list', 'payload', 'other']);
    expect(compiled('1 + 1').names).toEqual([]);
  });

  it.each(['1 +', 'a b c', '((', '', 'if a then'])('refuses %j, which does not parse', (text) => {
    expect(compileExpression(text)).toMatchObject({ ok: false, refusal: { code: 'DEFINITION.FEEL_SYNTAX' } });
  });
});

describe('what is no text', () => {
  it.each([true, 5, null])('is no expression: %p', (value) => {
    expect(compileExpression(value as never)).toMatchObject({ ok: false, refusal: { code: 'DEFINITION.FEEL_SYNTAX' } });
  });
});

describe('values', () => {
  it('come from facts; an unset fact is null', () => {
    expect(valueOf('a + 1', { a: 2 })).toBe(3);
    expect(valueOf('a = null')).toBe(true);
    expect(valueOf('[a, "x"]', { a: 'y' })).toEqual(['y', 'x']);
  });

  it('are refused when a function is unknown or the result is no plain value', () => {
    expect(valueOf('nofunction(1)')).toBe('RULE.NOT_EVALUABLE');
    expect(valueOf('date("2026-01-01")')).toBe('RULE.NOT_EVALUABLE');
    expect(valueOf('[date("2026-01-01")]')).toBe('RULE.NOT_EVALUABLE');
  });

  it('are refused when the expression calls itself without end', () => {
    expect(valueOf('(function(x) x(x))(function(x) x(x))')).toBe('RULE.NOT_EVALUABLE');
  });

  it('are remembered by what was read, however often and however long', () => {
    const expression = compiled('a');
    for (let i = 0; i < 1100; i += 1) expect(expression.evaluate({ a: i, b: -i })).toEqual({ ok: true, value: i });
    const long = 'x'.repeat(1000);
    expect(expression.evaluate({ a: long })).toEqual({ ok: true, value: long });
    expect(expression.evaluate({ a: 5 })).toEqual({ ok: true, value: 5 });
  });

  it('stay the same when thousands of other texts were compiled in between', () => {
    const before = compileExpression('keep + 1');
    for (let i = 0; i < 5100; i += 1) compileExpression(`${i}`);
    const after = compileExpression('keep + 1');
    expect(before.ok && after.ok && after.value.evaluate({ keep: 1 })).toEqual({ ok: true, value: 2 });
  });
});

describe('a condition', () => {
  it('is exactly true or false; everything else refuses', () => {
    const of = (text: string, context = {}) => {
      const result = evaluateCondition(compiled(text), context);
      return result.ok ? result.value : result.refusal.code;
    };
    expect([of('a > 1', { a: 2 }), of('a > 1', { a: 1 }), of('a', { a: 1 }), of('a'), of('nofunction(a)')]).toEqual([true, false, 'RULE.NOT_EVALUABLE', 'RULE.NOT_EVALUABLE', 'RULE.NOT_EVALUABLE']);
  });
});
