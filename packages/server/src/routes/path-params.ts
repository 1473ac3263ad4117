import { closedObject } from '../schemas/closed-object.js';
import { channelText, idText, interactionNumberText, shortText } from '../schemas/texts.js';

export const numberParams = closedObject({ number: interactionNumberText() });
export const idParams = closedObject({ id: idText() });
export const channelParams = closedObject({ channel: channelText() });
export const pluginParams = closedObject({ id: shortText(300) });
