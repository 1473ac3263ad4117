import { type JsonObject, objectAt, objectsAt, optionalTextAt, own, textAt } from './json-fields.js';

export interface InboundContent {
  readonly body: string;
  readonly media: readonly { readonly reference: string; readonly contentType: string }[];
}

/** Pictures that the core keeps; what else comes is named in words, and the agent asks for it on another way. */
const pictureTypes: ReadonlySet<string> = new Set(['image/jpeg', 'image/png']);

const mediaWords: ReadonlyMap<string, string> = new Map([
  ['image', 'a picture'],
  ['video', 'a video'],
  ['audio', 'a voice message'],
  ['document', 'a document'],
  ['sticker', 'a sticker'],
]);

/**
 * What a customer's message says, as text and pictures. Buttons and choices are their text; what cannot be shown is named, so that the agent
 * knows that something came.
 * @throws InvalidNotificationError
 */
export function inboundContent(message: JsonObject): InboundContent {
  const type = textAt(message, 'type');
  switch (type) {
    case 'text':
      return text(textAt(objectAt(message, 'text'), 'body'));
    case 'button':
      return text(textAt(objectAt(message, 'button'), 'text'));
    case 'interactive':
      return text(choiceOf(objectAt(message, 'interactive')));
    case 'location':
      return told(locationWords(objectAt(message, 'location')));
    case 'contacts':
      return told(`The customer sent contact details: ${contactNames(message)}`);
    case 'reaction':
      return told(reactionWords(objectAt(message, 'reaction')));
    default:
      return mediaWords.has(type)
        ? mediaContent(type, objectAt(message, type))
        : told(`The customer sent something that cannot be shown here (${kindOf(type)})`);
  }
}

function mediaContent(type: string, media: JsonObject): InboundContent {
  const caption = optionalTextAt(media, 'caption');
  const contentType = textAt(media, 'mime_type').split(';', 1)[0]!.trim().toLowerCase();
  if (pictureTypes.has(contentType)) {
    return { body: caption ?? '', media: [{ reference: textAt(media, 'id'), contentType }] };
  }
  const fileName = optionalTextAt(media, 'filename');
  const what = `The customer sent ${mediaWords.get(type)}${fileName === null ? '' : ` (${fileName})`}, which cannot be shown here`;
  return { body: [caption, `[${what}.]`].filter((part) => part !== null).join('\n'), media: [] };
}

/** A button or an entry of a list that was tapped; a filled-in form is only named, as its answers are for a program. */
function choiceOf(interactive: JsonObject): string {
  const type = textAt(interactive, 'type');
  if (type === 'button_reply' || type === 'list_reply') return textAt(objectAt(interactive, type), 'title');
  const form = own(interactive, 'nfm_reply') === undefined ? null : objectAt(interactive, 'nfm_reply');
  const words = form && optionalTextAt(form, 'body');
  return words ?? `[The customer answered in a way that cannot be shown here (${kindOf(type)}).]`;
}

function locationWords(location: JsonObject): string {
  const coordinates = [own(location, 'latitude'), own(location, 'longitude')];
  const place = [optionalTextAt(location, 'name'), optionalTextAt(location, 'address')];
  const numbers = coordinates.every((one) => typeof one === 'number') ? [coordinates.join(', ')] : [];
  return `The customer sent a location: ${[...place.filter((part) => part !== null), ...numbers].join(', ') || 'not named'}`;
}

function contactNames(message: JsonObject): string {
  const names = objectsAt(message, 'contacts').map((contact) =>
    optionalTextAt(objectAt(contact, 'name'), 'formatted_name'),
  );
  return names.filter((name) => name !== null).join(', ') || 'not named';
}

function reactionWords(reaction: JsonObject): string {
  const emoji = optionalTextAt(reaction, 'emoji');
  return emoji === null ? 'The customer took a reaction back' : `The customer reacted with ${emoji}`;
}

/** Meta's name of a kind, if it is one. */
function kindOf(type: string): string {
  return /^[a-z_]{1,40}$/.test(type) ? type.replaceAll('_', ' ') : 'unknown kind';
}

const text = (body: string): InboundContent => ({ body, media: [] });
const told = (what: string): InboundContent => text(`[${what}.]`);
