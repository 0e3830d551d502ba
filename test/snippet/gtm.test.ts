/** The template for Google Tag Manager: in the form that its gallery takes, and its own tests hold, run as the manager runs them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/build.ts';

const text = readFileSync(join(root, 'docs/install/google-tag-manager.tpl'), 'utf8');
const [, ...parts] = text.split(/^___(\w+)___$/m);
const names = parts.filter((_, place) => place % 2 === 0);
const sections = new Map(names.map((name, place) => [name, `${parts[2 * place + 1]}`.trim()]));
const section = (name: string) => sections.get(name) ?? '';

interface Parameter {
  name: string;
  type: string;
  valueValidators?: { type: string; args: string[]; errorMessage: string }[];
  subParams?: Parameter[];
}
const parameters: Parameter[] = JSON.parse(section('TEMPLATE_PARAMETERS'));
const all = parameters.flatMap((parameter) => [parameter, ...(parameter.subParams ?? [])]);

/** The scenarios of the section, which is YAML of one shape. */
const scenarios = section('TESTS')
  .split('\n- name: ')
  .slice(1)
  .map((scenario): [string, string] => {
    const [name = '', , ...code] = scenario.split('\n');
    return [name, code.filter((line) => line.startsWith('    ')).join('\n')];
  });

/** What a template may call, as the manager gives it: https://developers.google.com/tag-platform/tag-manager/templates/tests */
function manager() {
  const calls: Record<string, unknown[][]> = {};
  const mocks: Record<string, (...given: unknown[]) => unknown> = {
    encodeUriComponent: (part) => encodeURIComponent(`${part}`),
  };
  const api =
    (name: string) =>
    (...given: unknown[]) => {
      calls[name] = [...(calls[name] ?? []), given];
      return mocks[name]?.(...given);
    };
  const require = (name: string) => {
    expect(['encodeUriComponent', 'injectScript']).toContain(name);
    return api(name);
  };
  return {
    mock: (name: string, work: (...given: unknown[]) => unknown) => {
      mocks[name] = work;
    },
    runCode: (given: object) => {
      const data = { ...given, gtmOnSuccess: api('gtmOnSuccess'), gtmOnFailure: api('gtmOnFailure') };
      // Nothing of a browser is there, as in the manager's sandbox.
      runInNewContext(`'use strict';${section('SANDBOXED_JS_FOR_WEB_TEMPLATE')}`, { require, data });
    },
    assertThat: (value: unknown) => ({ isEqualTo: (wanted: unknown) => expect(value).toBe(wanted) }),
    assertApi: (name: string) => ({
      wasCalled: () => expect(calls[name], name).toHaveLength(1),
      wasNotCalled: () => expect(calls[name], name).toBeUndefined(),
    }),
  };
}

describe('the template', () => {
  it('has the sections of the gallery, in their order', () => {
    expect(names).toEqual([
      'TERMS_OF_SERVICE',
      'INFO',
      'TEMPLATE_PARAMETERS',
      'SANDBOXED_JS_FOR_WEB_TEMPLATE',
      'WEB_PERMISSIONS',
      'TESTS',
      'NOTES',
    ]);
  });

  it('says what it is', () => {
    expect(JSON.parse(section('INFO'))).toMatchObject({
      type: 'TAG',
      version: 1,
      containerContexts: ['WEB'],
      displayName: 'Steelyard',
    });
  });

  it('asks for no more than what it calls', () => {
    const granted = JSON.parse(section('WEB_PERMISSIONS')).map(
      ({ instance }: { instance: { key: { publicId: string } } }) => instance.key.publicId,
    );
    expect(granted).toEqual(['inject_script']);
  });

  it('reads every parameter that it asks for', () => {
    const fields = all.filter(({ type }) => type !== 'GROUP').map(({ name }) => name);
    const read = section('SANDBOXED_JS_FOR_WEB_TEMPLATE').match(/(?<=data\.)(?!gtm)\w+/g);
    expect(new Set(read)).toEqual(new Set(fields));
  });

  it.each([
    ['address', 'https://w.example', true],
    ['address', 'https://acme.example/lead', true],
    ['address', 'https://w.example/', false],
    ['address', 'http://w.example', false],
    ['address', 'w.example', false],
    ['key', 'pk_1', true],
    ['key', 'sk_1', false],
    ['key', '', false],
  ])('%s %o: %o', (name, value, isValid) => {
    const [validator] = all.find((parameter) => parameter.name === name)?.valueValidators ?? [];
    expect(new RegExp(validator?.args[0] ?? '^$').test(value)).toBe(isValid);
  });

  it('keeps to the language of the sandbox', () => {
    expect(section('SANDBOXED_JS_FOR_WEB_TEMPLATE').replace(/^\/\/.*$/gm, '')).not.toMatch(
      /\b(new|class|this|window|document|async|await)\b\s*[\w(.]|`|\?\?|\?\.|\.\.\./,
    );
  });
});

it.each(scenarios)('its own test: %s', (_, code) => {
  runInNewContext(code, manager());
});

it('has tests of its own', () => expect(scenarios).toHaveLength(3));
