import { DefaultConversationPolicy } from '../../../../plugins/conversation-policy/dist/index.js';
import { PhoneNumberValidation, RecipientPhoneConfig } from '../../../../plugins/recipient-phone/dist/index.js';
import { AgentMessagingInteractionUserDocument } from '../../../../plugins/user-document-interaction/dist/index.js';
import { createExtensionPoints, PluginCalls } from '../../../kernel/dist/host/index.js';
import {
  ChannelProvider,
  ConversationPolicy,
  RecipientValidator,
  UserDocumentResolver,
} from '../../../kernel/dist/index.js';
import { createHostServices, createMessaging } from '../../../messaging/dist/index.js';
import { openStore } from '../../../store/dist/index.js';
import { silentLogger } from '../dispatch/extension-point.mjs';
import { InstantCarrier } from './instant-carrier.mjs';
import { actorOf, idempotencyOf, names } from './population.mjs';

const settings = {
  localUrl: () => 'http://127.0.0.1:7420',
  channels: { sms: { active: true } },
};

/**
 * The domain with the plugins that are shipped and on by default, on the given database.
 * @param {import('../../../store/dist/index.js').StoreOptions} location
 * @param {{ workers?: boolean, clock?: { now(): Date }, carrier?: InstantCarrier }} [options] `workers`: deliver what was sent, too.
 */
export async function startMessaging(
  location,
  { workers = false, clock = { now: () => new Date() }, carrier = new InstantCarrier() } = {},
) {
  const store = await openStore(location);
  const { directory } = createHostServices(store, settings, clock);
  const control = createExtensionPoints({ clock, logger: silentLogger });
  control.activate([
    plugin('user-document-interaction', UserDocumentResolver, new AgentMessagingInteractionUserDocument(directory)),
    plugin('recipient-phone', RecipientValidator, new PhoneNumberValidation(new RecipientPhoneConfig())),
    plugin('conversation-policy', ConversationPolicy, new DefaultConversationPolicy()),
    plugin('instant-carrier', ChannelProvider, carrier),
  ]);
  const messaging = createMessaging({
    store,
    points: control.points,
    clock,
    logger: silentLogger,
    settings: { ...settings, workers },
  });
  const startedAt = performance.now();
  messaging.start();
  return {
    store,
    /** On the clock of `performance.now()`: when its workers were started. */
    startedAt,
    /** @param {import('./population.mjs').PlannedSend} planned */
    async send(planned) {
      const recipientId = names.phone(planned.customer);
      const body = 'Your parcel is at the front desk. Reply here when you can come by.';
      const request = { channel: 'sms', to: { recipientId }, from: 'support', body };
      const actor = actorOf(planned);
      const { result } = await messaging.compose.send(
        actor,
        names.source(planned.customer),
        request,
        idempotencyOf(planned),
      );
      const expected = planned.flow === 'create' ? 'created' : 'appended';
      if (result.workflow !== expected) throw new Error(`A send was "${result.workflow}" and not "${expected}".`);
    },
    async close() {
      await messaging.stop();
      await store.close();
    },
  };
}

/**
 * @param {string} id
 * @param {import('../../../kernel/dist/index.js').ExtensionPoint} point
 * @param {object} instance
 */
function plugin(id, point, instance) {
  const contribution = { point, name: instance.constructor.name, order: 100, instance };
  return { plugin: id, calls: new PluginCalls(), contributions: [contribution] };
}
