import { time } from './api.js';

const states = {
  waiting: 'Waiting for the company',
  handedOver: 'Handed over',
  failed: 'The company could not be reached',
};

/** Shows messages in a list, touching only what is new or changed, so that focus, scrolling and screen readers keep their place. */
export function showMessages(list, messages, nameOf) {
  const known = new Map([...list.children].map((item) => [item.dataset.id, item]));
  for (const message of messages) {
    const company = nameOf(message.company);
    const version = JSON.stringify([company, message]);
    const item = known.get(message.id);
    known.delete(message.id);
    if (item?.dataset.version === version) continue;
    const next = bubble(message, company, version);
    if (item) item.replaceWith(next);
    else list.append(next);
  }
  for (const item of known.values()) item.remove();
}

function bubble(message, company, version) {
  const item = element('li', 'message');
  item.dataset.testid = 'message';
  item.dataset.direction = message.direction;
  item.dataset.id = message.id;
  item.dataset.version = version;
  const who = message.direction === 'received' ? `From ${company}` : `To ${company}`;
  item.append(element('span', 'visually-hidden', `${who}: `));
  for (const media of message.media) item.append(picture(media));
  if (message.body) item.append(element('div', 'bubble', message.body));
  const meta = element(
    'div',
    'meta',
    [who, time.format(new Date(message.at)), states[message.state]].filter(Boolean).join(' · '),
  );
  if (message.state) meta.dataset.state = message.state;
  item.append(meta);
  return item;
}

function picture(media) {
  if (media.state === 'loading') return element('div', 'media-note', 'Picture is loading…');
  if (media.state === 'failed') return element('div', 'media-note', 'The carrier could not fetch this picture.');
  const image = element('img');
  image.src = media.url;
  image.alt = 'Picture in this message';
  return image;
}

export function element(name, className, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}
