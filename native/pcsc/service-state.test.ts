import { expect, test } from 'vitest';
import { bindingError } from './binding.ts';
import { type ServiceTraces, serviceTrouble } from './service-state.ts';

const linux: ServiceTraces = { platform: 'linux', socket: 'there', pcscd: true };
const noService = new Error('PC/SC service not running');

test.each([
  [
    'pcscd is not there',
    noService,
    { ...linux, socket: 'absent', pcscd: false },
    'not-installed',
    'reader.service-not-installed',
  ],
  [
    'pcscd does not run',
    noService,
    { ...linux, socket: 'absent' },
    'not-running',
    'reader.service-not-running',
  ],
  ['a dead pcscd left its socket', noService, linux, 'not-running', 'reader.service-not-running'],
  [
    'the socket is closed to us',
    noService,
    { ...linux, socket: 'closed to us' },
    'no-permission',
    'reader.no-permission',
  ],
  ['polkit refuses', new Error('Unknown PC/SC error'), linux, 'no-permission', 'reader.no-permission'],
  [
    'the service broke off',
    new Error('Communication error'),
    linux,
    'not-running',
    'reader.service-not-running',
  ],
  [
    'Windows stopped it',
    new Error('PC/SC service stopped'),
    { ...linux, platform: 'win32' },
    'not-running',
    'reader.service-not-running',
  ],
] as const)('%s', (_, cause, traces, state, code) => {
  const trouble = serviceTrouble(cause, traces);
  expect(trouble.state).toBe(state);
  expect(trouble.problem.code).toBe(code);
  expect(trouble.problem.cause).toBe(cause);
  expect(trouble.problem.hint).not.toBe('');
});

test('the hint is for the machine at hand', () => {
  const hint = (platform: NodeJS.Platform) => serviceTrouble(noService, { ...linux, platform }).problem.hint;
  expect(hint('linux')).toContain('systemctl start pcscd.socket');
  expect(hint('win32')).toContain('SCardSvr');
  expect(hint('darwin')).toContain('macOS');
});

test('stopped in an exchange, the card is unknown', () => {
  expect(serviceTrouble(noService, linux, 'exchange').problem.meaning).toContain('not known');
});

test('a missing system library is a missing installation, a missing addon is ours', () => {
  const library = new Error('libpcsclite.so.1: cannot open shared object file: No such file or directory');
  expect(bindingError(library).code).toBe('reader.service-not-installed');
  expect(bindingError(new Error("Cannot find module '../../build/Release/x.node'")).code).toBe(
    'reader.binding-missing',
  );
});
