import { ChannelProvider } from '@hailpoint/kernel';
import { expect, test } from '@jest/globals';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { testPoints } from '../testing/test-points.js';
import { findSender } from './find-sender.js';
import { anySender, listSenders } from './list-senders.js';

const support = { id: 'support', address: '+12025550100', name: 'Support' };
const sales = { id: 'sales', address: '+12025550101', name: 'Sales' };

class BrokenCarrier extends ScriptedCarrier {
  override senders(): never {
    throw new Error('No configuration.');
  }
}

const points = (...carriers: readonly (readonly [plugin: string, carrier: ScriptedCarrier])[]) =>
  testPoints(carriers.map(([plugin, instance]) => ({ point: ChannelProvider, plugin, instance })));

test('senders come in the order of their providers; an id that two list belongs to the first', () => {
  const both = points(['b', new ScriptedCarrier([sales, support])], ['a', new ScriptedCarrier([support])]);
  expect(listSenders(both, 'sms').map(({ sender, plugin }) => [sender.id, plugin])).toEqual([
    ['support', 'a'],
    ['sales', 'b'],
  ]);
  expect(listSenders(both, 'whatsapp')).toEqual([]);
});

test('a sender is found by id, and by its address however it is written', () => {
  const one = points(['a', new ScriptedCarrier([support, sales])]);
  expect(findSender(one, 'sms', 'sales')?.sender).toBe(sales);
  expect(findSender(one, 'sms', '+1 (202) 555-0101')?.sender).toBe(sales);
  expect(findSender(one, 'sms', '+12025550199')).toBeNull();
  expect(findSender(one, 'whatsapp', 'sales')).toBeNull();
});

test('an id comes before an address', () => {
  const odd = { id: '+12025550100', address: '+12025550155', name: 'Odd' };
  expect(findSender(points(['a', new ScriptedCarrier([support, odd])]), 'sms', '+12025550100')?.sender).toBe(odd);
});

test('a provider that cannot name its senders has none, and the others go on', () => {
  const broken = points(['a', new BrokenCarrier()], ['b', new ScriptedCarrier([support])]);
  expect(listSenders(broken, 'sms').map(({ plugin }) => plugin)).toEqual(['b']);
  expect([anySender(broken), anySender(points(['a', new BrokenCarrier()])), anySender(points())]).toEqual([
    true,
    false,
    false,
  ]);
});
