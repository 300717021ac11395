import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { outOfStep, testSet } from '../../../testing/aka-documents.ts';
import { FakeEngine } from '../../../testing/fake-engine.ts';
import { renderApp } from '../../../testing/render-app.tsx';
import { useAkaStore } from './aka-store.ts';
import { algorithmInput, emptyAlgorithm, isAlgorithmReady } from './algorithm-draft.ts';

const bench = '#/bench/aka';
const inputOf = (engine: FakeEngine, name: string): unknown =>
  engine.asked.findLast((call) => call.name === name)?.input;
const field = (name: string) => screen.getByLabelText(name, { selector: 'input' });

beforeEach(() => useAkaStore.setState({ mode: 'authenticate', rand: '', autn: '', auts: '' }));

test('an AUTN is taken apart, with what follows from it', async () => {
  useAkaStore.setState({ mode: 'explain', rand: testSet.rand, autn: testSet.autn });
  const { user, engine } = renderApp(bench);
  await user.click(await screen.findByRole('button', { name: 'Explain it' }));
  const told = await screen.findByRole('region', { name: 'What this AUTN says' });
  expect(within(told).getByText('Not checked')).toBeDefined();
  expect(within(told).getByText('only the key opens it')).toBeDefined();
  await user.click(screen.getByRole('radio', { name: 'Milenage' }));
  await user.type(field('K'), testSet.k);
  await user.type(field('OPc'), testSet.opc);
  await user.click(screen.getByRole('button', { name: 'Explain it' }));
  expect(await screen.findByText('FF 9B B4 D0 B6 07')).toBeDefined();
  expect(screen.getByText(/separation bit of AMF is 1/)).toBeDefined();
  expect(screen.getByText('Have the challenge made with AMF bit 0 at 0.')).toBeDefined();
  expect(inputOf(engine, 'aka.explain')).toEqual({
    rand: testSet.rand,
    autn: testSet.autn,
    algorithm: { name: 'milenage', k: testSet.k, opc: testSet.opc },
  });
});

test('a challenge goes to a card that was chosen; the answer shows lengths and matches only', async () => {
  const { user, engine } = renderApp(bench);
  const send = await screen.findByRole('button', { name: 'Authenticate' });
  expect(send).toHaveProperty('disabled', true);
  expect(screen.getByText('Choose a card.')).toBeDefined();
  await user.click(await screen.findByRole('radio', { name: /8988 3070 0000 0001 2345/ }));
  await user.type(field('RAND'), testSet.rand);
  await user.type(field('AUTN'), testSet.autn);
  await user.click(screen.getByRole('radio', { name: 'Milenage' }));
  await user.type(field('K'), testSet.k);
  expect(screen.getByText('The key is not complete yet.')).toBeDefined();
  await user.type(field('OPc'), testSet.opc);
  await user.click(send);
  const answer = await screen.findByRole('region', { name: 'Answer of the card' });
  expect(within(answer).getByRole('row', { name: /RES.*8 bytes.*As expected/ })).toBeDefined();
  expect(inputOf(engine, 'aka.authenticate')).toEqual({
    reader: 'HID Omnikey 3121 00 00',
    iccid: '89883070000000012345',
    application: 'usim',
    context: '3g',
    rand: testSet.rand,
    autn: testSet.autn,
    algorithm: { name: 'milenage', k: testSet.k, opc: testSet.opc },
  });
});

test('a refusal leads to its explanation with the same challenge', async () => {
  const engine = new FakeEngine({ handlers: { 'aka.authenticate': () => outOfStep } });
  useAkaStore.setState({ rand: testSet.rand, autn: testSet.autn });
  const { user } = renderApp(bench, engine);
  await user.click(await screen.findByRole('radio', { name: /8988 3070 0000 0001 2345/ }));
  await user.click(screen.getByRole('button', { name: 'Authenticate' }));
  await screen.findByText('Refused: the number is not fresh');
  expect(screen.getByText('000000000260')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Why does the card refuse?' }));
  expect(field('AUTN')).toHaveProperty('value', testSet.autn);
});

test('a challenge made for a real card comes with a caution', async () => {
  const { user } = renderApp(bench);
  await user.click(await screen.findByRole('radio', { name: /8988 3070 0000 0001 2345/ }));
  await user.click(screen.getByRole('radio', { name: 'Made with a key' }));
  expect(screen.getByText('A real card counts')).toBeDefined();
  await user.click(screen.getByRole('radio', { name: /8988 3070 0000 0009 9887/ }));
  expect(screen.queryByText('A real card counts')).toBeNull();
});

test('a vector is computed and compared, and can be given to a card', async () => {
  useAkaStore.setState({ mode: 'vector', rand: testSet.rand });
  const { user, engine } = renderApp(bench);
  await user.click(await screen.findByRole('radio', { name: 'Milenage' }));
  await user.type(field('K'), testSet.k);
  await user.type(field('OPc'), testSet.opc);
  await user.type(field('SQN'), testSet.sqn);
  await user.type(field('AMF'), testSet.amf);
  await user.click(screen.getByRole('button', { name: 'Give expected values' }));
  await user.type(field('IK'), '00'.repeat(16));
  await user.click(screen.getByRole('button', { name: 'Compute' }));
  expect(await screen.findByRole('row', { name: /IK.*Another one/ })).toBeDefined();
  expect(inputOf(engine, 'aka.vector')).toMatchObject({ expected: { ik: '00'.repeat(16) } });
  await user.click(screen.getByRole('button', { name: 'Give it to a card' }));
  await waitFor(() => expect(field('AUTN')).toHaveProperty('value', testSet.autn));
});

test('a local key is asked for without a key, and derived with one', async () => {
  useAkaStore.setState({ mode: 'localKey' });
  const { user, engine } = renderApp(bench);
  await user.click(await screen.findByRole('radio', { name: /8988 3070 0000 0001 2345/ }));
  await user.type(field('NAF key centre'), 'kc.example.com');
  await user.type(field('Terminal'), 'gw-7');
  expect(screen.getByText('The names are not complete yet.')).toBeDefined();
  await user.type(field('Its application'), 'cardwright');
  await user.click(screen.getByRole('button', { name: 'Ask the card' }));
  await screen.findByText('The card does not have this key');
  await user.click(screen.getByRole('radio', { name: 'Let the card derive it' }));
  await user.type(field('Ks_local, from the key centre'), '11'.repeat(32));
  await user.type(field('RANDx'), testSet.rand);
  await user.click(screen.getByRole('button', { name: 'Derive the key' }));
  await screen.findByText('The card has derived the key');
  expect(inputOf(engine, 'aka.localKey')).toEqual({
    reader: 'HID Omnikey 3121 00 00',
    iccid: '89883070000000012345',
    application: 'usim',
    naf: 'kc.example.com',
    terminal: 'gw-7',
    terminalApplication: 'cardwright',
    derive: { ksLocal: '11'.repeat(32), randX: testSet.rand },
  });
});

test('keys typed on the bench are gone when it is left', async () => {
  const { user } = renderApp(bench);
  await user.click(await screen.findByRole('radio', { name: 'Milenage' }));
  await user.type(field('K'), testSet.k);
  await user.click(screen.getByRole('tab', { name: 'OTA' }));
  await user.click(screen.getByRole('tab', { name: 'AKA' }));
  await user.click(await screen.findByRole('radio', { name: 'Milenage' }));
  expect(field('K')).toHaveProperty('value', '');
});

test('a key is whole or none', () => {
  const k = '00'.repeat(16);
  const opc = '11'.repeat(16);
  expect(isAlgorithmReady(emptyAlgorithm, false)).toBe(true);
  expect(isAlgorithmReady(emptyAlgorithm, true)).toBe(false);
  expect(isAlgorithmReady({ ...emptyAlgorithm, name: 'milenage', k }, false)).toBe(false);
  expect(isAlgorithmReady({ ...emptyAlgorithm, name: 'xor', k }, true)).toBe(true);
  expect(algorithmInput({ ...emptyAlgorithm, name: 'milenage', k, operator: opc, operatorIs: 'op' })).toEqual(
    {
      name: 'milenage',
      k,
      op: opc,
    },
  );
  expect(
    algorithmInput({ ...emptyAlgorithm, name: 'tuak', k: `${k}${k}`, operator: `${opc}${opc}` }),
  ).toMatchObject({ name: 'tuak', topc: `${opc}${opc}`, macBits: 64, iterations: 1 });
});
