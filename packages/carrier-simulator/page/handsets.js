import { api, listen, time } from './api.js';
import { behaviourPanel } from './behaviour.js';
import { element, showMessages } from './thread.js';

const byId = (id) => document.getElementById(id);
const thread = byId('thread');
thread.tabIndex = 0; // scrolled by keyboard
const text = byId('reply-text');
const file = byId('reply-file');
const dialog = byId('new-phone-dialog');
const refreshBehaviour = behaviourPanel();

/** The open phone's number, from the address bar: so back, reload and links work. */
const openPhone = () => {
  const address = decodeURIComponent(location.hash.slice(1));
  return /^\+\d{7,15}$/.test(address) ? address : null;
};

async function refreshPhones() {
  const { items } = await api('GET', '/v1/handsets');
  const focused = document.activeElement?.dataset?.testid;
  byId('no-phones').hidden = items.length > 0;
  byId('phones').hidden = items.length === 0;
  byId('phones').replaceChildren(...items.map(entry));
  if (focused?.startsWith('phone-')) document.querySelector(`[data-testid="${focused}"]`)?.focus();
}

function entry({ address, unread, last }) {
  const link = element('a', 'entry');
  link.href = `#${address}`;
  link.dataset.testid = `phone-${address}`;
  if (address === openPhone()) link.setAttribute('aria-current', 'true');
  link.append(element('span', 'entry-number', address));
  link.append(element('span', 'entry-time', last ? time.format(new Date(last.at)) : ''));
  link.append(element('span', 'entry-text', last ? last.body || 'Picture' : ''));
  if (unread > 0) {
    const badge = element('span', 'entry-unread', String(unread));
    badge.append(element('span', 'visually-hidden', ' new'));
    link.append(badge);
  }
  const item = element('li');
  item.append(link);
  return item;
}

let shown = null;
async function refreshThread() {
  const address = openPhone();
  byId('main').dataset.view = address ? 'phone' : 'list';
  byId('conversation').hidden = !address;
  byId('no-phone').hidden = Boolean(address);
  document.title = address ? `${address} · Handsets` : 'Handsets · Carrier simulator';
  if (!address) {
    shown = null;
    return;
  }
  const isOther = shown !== address;
  if (isOther) {
    shown = address;
    byId('messages').replaceChildren();
    byId('phone-title').textContent = address;
    byId('reply-error').textContent = '';
  }
  const [{ items }, numbers] = await Promise.all([
    api('GET', `/v1/handsets/${encodeURIComponent(address)}/messages`),
    api('GET', '/v1/numbers'),
  ]);
  if (openPhone() !== address) return;
  const wasAtEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80;
  const names = new Map(numbers.items.map((number) => [number.address, number.name]));
  showMessages(byId('messages'), items, (company) => names.get(company) ?? company);
  showCompanies(byId('reply-company'), numbers.items, isOther ? items.at(-1)?.company : byId('reply-company').value);
  byId('reply-company-field').hidden = numbers.items.length < 2;
  if (isOther || wasAtEnd) thread.scrollTop = thread.scrollHeight;
  if (
    document.visibilityState === 'visible' &&
    items.some((message) => message.direction === 'received' && !message.read)
  ) {
    await api('POST', `/v1/handsets/${encodeURIComponent(address)}/read`, {});
  }
}

function showCompanies(select, numbers, chosen) {
  const label = ({ address, name }) => (name ? `${name} (${address})` : address);
  select.replaceChildren(...numbers.map((number) => new Option(label(number), number.address)));
  if (numbers.some(({ address }) => address === chosen)) select.value = chosen;
}

async function send(from, to, body, pictures = []) {
  const mediaIds = [];
  for (const picture of pictures) mediaIds.push((await api('POST', '/v1/media', picture)).mediaId);
  await api('POST', `/v1/handsets/${encodeURIComponent(from)}/messages`, { to, body, mediaIds });
}

function showPicture() {
  const [picture] = file.files;
  byId('reply-picture').hidden = !picture;
  if (byId('reply-preview').src.startsWith('blob:')) URL.revokeObjectURL(byId('reply-preview').src);
  if (picture) {
    byId('reply-preview').src = URL.createObjectURL(picture);
    byId('reply-picture-name').textContent = picture.name;
  } else byId('reply-preview').removeAttribute('src');
}

file.addEventListener('change', showPicture);
byId('reply-picture-remove').addEventListener('click', () => {
  file.value = '';
  showPicture();
  file.focus();
});

text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  byId('reply').requestSubmit();
});

byId('reply').addEventListener('submit', async (event) => {
  event.preventDefault();
  const error = byId('reply-error');
  error.textContent = '';
  const to = byId('reply-company').value;
  if (!to) {
    error.textContent = 'No company number is known here yet. Start Hailpoint with this carrier first.';
    return;
  }
  if (!text.value.trim() && file.files.length === 0) {
    error.textContent = 'Write a text or add a picture.';
    text.focus();
    return;
  }
  byId('reply-send').disabled = true;
  try {
    await send(shown, to, text.value, [...file.files]);
    text.value = '';
    file.value = '';
    showPicture();
    thread.scrollTop = thread.scrollHeight;
  } catch (problem) {
    error.textContent = problem.message;
  } finally {
    byId('reply-send').disabled = false;
    text.focus();
  }
});

/** Reserved for fiction in the United States. */
const fictionalNumbers = Array.from({ length: 100 }, (_, index) => `+1202555${String(100 + index).padStart(4, '0')}`);

byId('new-phone').addEventListener('click', async () => {
  byId('new-phone-error').textContent = '';
  dialog.showModal();
  try {
    const [{ items }, phones] = await Promise.all([api('GET', '/v1/numbers'), api('GET', '/v1/handsets')]);
    const known = new Set([...items, ...phones.items].map(({ address }) => address));
    byId('new-phone-number').value = fictionalNumbers.find((number) => !known.has(number)) ?? '+';
    showCompanies(byId('new-phone-to'), items);
    if (items.length === 0) {
      byId('new-phone-error').textContent =
        'No company number is known here yet. Start Hailpoint with this carrier first.';
    }
    byId('new-phone-text').focus();
  } catch (error) {
    byId('new-phone-error').textContent = error.message;
  }
});
byId('new-phone-cancel').addEventListener('click', () => dialog.close());
byId('new-phone-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const from = byId('new-phone-number').value.replace(/[\s().-]/g, '');
  try {
    await send(from, byId('new-phone-to').value, byId('new-phone-text').value);
    byId('new-phone-text').value = '';
    dialog.close();
    location.hash = from;
  } catch (error) {
    byId('new-phone-error').textContent = error.message;
  }
});

// A picture that has loaded makes the thread longer; keep its end in sight.
thread.addEventListener(
  'load',
  () => {
    if (thread.scrollHeight - thread.scrollTop - thread.clientHeight < 400) thread.scrollTop = thread.scrollHeight;
  },
  true,
);

/** One refresh at a time, and one more when something came in meanwhile. */
function coalesced(work) {
  let running = null;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return running;
    }
    running = work().catch(() => {
      byId('offline').hidden = false;
    });
    await running;
    running = null;
    if (again) {
      again = false;
      await run();
    }
  };
}

const phones = coalesced(refreshPhones);
const conversation = coalesced(refreshThread);
const all = () => Promise.all([phones(), conversation(), refreshBehaviour().catch(() => {})]);

window.addEventListener('hashchange', async () => {
  await all();
  if (openPhone()) byId('phone-title').focus();
});
document.addEventListener('visibilitychange', () => conversation());
listen({
  open() {
    byId('offline').hidden = true;
    all();
  },
  lost() {
    byId('offline').hidden = false;
  },
  handset({ address }) {
    phones();
    if (address === openPhone()) conversation();
  },
  behaviour() {
    refreshBehaviour().catch(() => {});
  },
});
all();
