import { expect, test } from '@jest/globals';
import { sharedCarriers } from './shared-carrier.js';

const answers = (url: string) =>
  fetch(`${url}/v1/numbers`).then(
    () => true,
    () => false,
  );

test('instances of one host have one carrier; it ends with the last of them, and the next one can start at once', async () => {
  const shared = sharedCarriers({});
  const first = await shared.use(0, undefined, () => []);
  const second = await shared.use(0, undefined, () => [
    { address: '+12025550100', name: 'Support', statusCallback: '', inboundCallback: '', secret: '' },
  ]);
  expect(second.simulator.url).toBe(first.simulator.url);
  await first.release();
  expect(await answers(second.simulator.url)).toBe(true);
  const ended = second.release();
  const port = Number(new URL(second.simulator.url).port);
  const third = await shared.use(0, undefined, () => []);
  await ended;
  expect(await answers(third.simulator.url)).toBe(true);
  await third.release();
  const onPort = await shared.use(port, undefined, () => []);
  const again = onPort.release();
  const after = await shared.use(port, undefined, () => []);
  await again;
  expect(await answers(after.simulator.url)).toBe(true);
  await after.release();
  expect(await answers(after.simulator.url)).toBe(false);
});

test('hosts have nothing in common', async () => {
  const [one, other] = [sharedCarriers({}), sharedCarriers({})];
  expect(one.secret).not.toBe(other.secret);
  const [a, b] = [await one.use(0, undefined, () => []), await other.use(0, undefined, () => [])];
  expect(a.simulator.url).not.toBe(b.simulator.url);
  await Promise.all([a.release(), b.release()]);
});
