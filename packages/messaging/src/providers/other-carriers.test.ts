import { type ChannelCapabilities, ChannelProvider, type MessageTemplate, type Sender } from '@hailpoint/kernel';
import { createExtensionPoints } from '@hailpoint/kernel/host';
import { describe, expect, test } from '@jest/globals';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { silentLogger } from '../testing/test-points.js';
import { type MessageToCarry, otherCarriers } from './other-carriers.js';

const shared: Sender = { id: 'support', address: '+12025550100', name: 'Support' };
const message: MessageToCarry = {
  channel: 'sms',
  plugin: 'a',
  senderId: 'support',
  body: 'Hello',
  template: null,
  media: [],
};
const png = { contentType: 'image/png', size: 10 };

/** What another plugin than `a` is. */
interface Other {
  readonly senders?: readonly Sender[];
  readonly capabilities?: Partial<ChannelCapabilities>;
  readonly channel?: string;
  readonly templates?: readonly MessageTemplate[];
}

function points(other: Other, own: 'on' | 'off' | 'gone' = 'on') {
  const control = createExtensionPoints({ clock: { now: () => new Date() }, logger: silentLogger });
  const carrier = ({ senders = [shared], capabilities = {}, channel = 'sms', templates }: Other) => {
    const scripted = new ScriptedCarrier([...senders]);
    return Object.assign(scripted, {
      channel,
      capabilities: { ...scripted.capabilities, ...capabilities },
      ...(templates && { templates: () => templates }),
    });
  };
  const built = (plugin: string, instance: object) => ({
    plugin,
    contributions: [{ point: ChannelProvider, name: 'Carrier', order: 100, instance }],
  });
  control.activate([built('b', carrier(other))]);
  if (own !== 'gone') control.swap([], [{ ...built('a', carrier({})), listening: own === 'off' }]);
  return control.points;
}

describe('who else can carry a message', () => {
  test.each<[string, Other, readonly string[]]>([
    ['has the same sender', {}, ['b']],
    ['writes its address in another way', { senders: [{ ...shared, address: '+1 202 555 0100' }] }, ['b']],
    ['calls it by another name', { senders: [{ ...shared, name: 'Care' }] }, ['b']],
    ['has the id with another address', { senders: [{ ...shared, address: '+12025550101' }] }, []],
    ['has the address with another id', { senders: [{ ...shared, id: 'other' }] }, []],
    ['has it in another group', { senders: [{ ...shared, group: 'marketing' }] }, []],
    ['names the group that is its own anyway', { senders: [{ ...shared, group: 'default' }] }, ['b']],
    ['has no senders', { senders: [] }, []],
    ['is of another channel', { channel: 'whatsapp' }, []],
    ['takes shorter texts only', { capabilities: { text: { maxLength: 4, encoding: 'sms' } } }, []],
  ])('one that %s', (_name, other, carriers) => {
    expect(otherCarriers(points(other), message)).toEqual(carriers);
  });

  const media = { contentTypes: ['image/png'], maxBytes: 10, maxCount: 1, needsPublicUrl: false };
  test.each<[string, Partial<ChannelCapabilities>, number, readonly string[]]>([
    ['that fits', { media }, 1, ['b']],
    ['too many', { media }, 2, []],
    ['of another kind', { media: { ...media, contentTypes: ['image/jpeg'] } }, 1, []],
    ['too big', { media: { ...media, maxBytes: 9 } }, 1, []],
    ['that its carrier could not fetch', { media: { ...media, needsPublicUrl: true } }, 1, []],
    ['and it takes none', { media: undefined } as unknown as Partial<ChannelCapabilities>, 1, []],
  ])('with a picture %s', (_name, capabilities, pictures, carriers) => {
    const withMedia = { ...message, media: Array.from({ length: pictures }, () => png) };
    expect(otherCarriers(points({ capabilities }), withMedia)).toEqual(carriers);
  });

  const reminder: MessageTemplate = {
    id: 'reminder:en',
    name: 'reminder',
    language: 'en',
    body: 'Your table is ready, {{1}}.',
    variables: [{ name: '1' }],
  };
  test.each<[string, readonly MessageTemplate[] | undefined, readonly string[]]>([
    ['knows no templates', undefined, []],
    ['has none', [], []],
    ['has the same', [reminder], ['b']],
    ['has the same for this sender', [{ ...reminder, senderIds: ['support'] }], ['b']],
    ['has it for another sender', [{ ...reminder, senderIds: ['sales'] }], []],
    ['has another of that text', [{ ...reminder, id: 'other' }], []],
    ['has it in another language', [{ ...reminder, language: 'en_GB' }], []],
    ['has it with another text', [{ ...reminder, body: 'Come back, {{1}}.' }], []],
    ['has it with a shorter limit', [{ ...reminder, maxLength: 10 }], []],
  ])('a template goes to one that %s', (_name, templates, carriers) => {
    const asTemplate = {
      ...message,
      body: 'Your table is ready, Clara.',
      template: { id: 'reminder:en', language: 'en', variables: { '1': 'Clara' } },
    };
    expect(otherCarriers(points({ ...(templates && { templates }) }), asTemplate)).toEqual(carriers);
  });

  test('the senders of a plugin that is off are known while it listens to its carrier, and not after that', () => {
    expect(otherCarriers(points({}, 'off'), message)).toEqual(['b']);
    expect(otherCarriers(points({}, 'gone'), message)).toEqual([]);
  });

  test('one that is given a rest is left out', async () => {
    const on = points({});
    const other = on.contributions(ChannelProvider).find(({ plugin }) => plugin === 'b');
    for (let failure = 0; failure < 5; failure += 1) {
      await on.guarded(ChannelProvider, other!, () => {
        throw new Error('down');
      });
    }
    expect(otherCarriers(on, message)).toEqual([]);
  });
});
