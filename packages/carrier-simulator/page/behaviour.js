import { api } from './api.js';

export const normal = {
  latencyMs: 0,
  refuse: null,
  retryAfterHint: true,
  failBeforeAccept: null,
  failAfterAccept: null,
  loseReceipts: false,
  repeatReceipts: false,
  reorderReceipts: false,
  receiptDelayMs: 0,
  foreignReceipt: false,
  undelivered: null,
  readReceipts: false,
  repeatInbound: false,
  splitInbound: false,
  inboundDelayMs: 0,
  honoursStop: false,
  clockSkewMs: 0,
  chaos: null,
};
/** These say what phones and carriers may well do; switched on, they are no misbehaviour. */
const harmless = ['readReceipts', 'honoursStop'];
const switches = ['loseReceipts', 'repeatReceipts', 'readReceipts', 'repeatInbound', 'honoursStop'];

/** What may become of a message when it arrives, besides the refusals. */
const arrivals = {
  accept: {},
  reset: { failAfterAccept: 'reset' },
  error: { failAfterAccept: 'error' },
  lost: { failBeforeAccept: 'reset' },
};

function arrivalOf(behaviour) {
  if (behaviour.refuse) return behaviour.refuse;
  const fails = (arrival) => [arrival.failBeforeAccept ?? null, arrival.failAfterAccept ?? null].join();
  return Object.keys(arrivals).find((name) => fails(arrivals[name]) === fails(behaviour)) ?? 'other';
}

/** Shows a value, also one that was set elsewhere and has no choice here yet. */
function choose(select, value, words = 'As set elsewhere') {
  if (![...select.options].some((option) => option.value === value)) select.add(new Option(words, value));
  select.value = value;
}

/** The panel that tells the carrier how to behave. Returns the way to show it as it is now. */
export function behaviourPanel() {
  const form = document.getElementById('behaviour');
  const arrival = document.getElementById('arrival');
  const latency = document.getElementById('latency');
  const ending = document.getElementById('ending');
  const chaos = document.getElementById('chaos');
  const chaosHint = document.getElementById('chaos-hint');
  const state = document.getElementById('carrier-state');
  const reset = document.getElementById('behaviour-reset');
  /** Chaos that no choice here stands for. */
  let ownChaos = null;

  const show = (behaviour) => {
    const arrives = arrivalOf(behaviour);
    if (arrives === 'other') arrivals.other = behaviour;
    choose(arrival, arrives);
    choose(latency, String(behaviour.latencyMs), `After ${behaviour.latencyMs / 1000} seconds`);
    choose(ending, behaviour.undelivered ?? 'delivered');
    const random = behaviour.chaos && { preset: 'rough', ...behaviour.chaos };
    if (random?.preset === 'none') ownChaos = behaviour.chaos;
    choose(chaos, random?.preset === 'none' ? 'own' : (random?.preset ?? 'none'), 'As a profile says');
    chaosHint.textContent = random ? `Seed ${random.seed}. What is chosen above waits meanwhile.` : '';
    for (const name of switches) form.elements[name].checked = Boolean(behaviour[name]);
    const isNormal = Object.keys(normal).every((key) => harmless.includes(key) || behaviour[key] === normal[key]);
    state.textContent = isNormal ? 'Normal' : 'Misbehaving';
    state.dataset.state = isNormal ? 'normal' : 'changed';
    reset.hidden = isNormal;
  };
  const set = async (change) => {
    try {
      show(await api('PATCH', '/v1/behaviour', change));
    } catch (error) {
      state.textContent = error.message;
    }
  };

  const changeOf = {
    arrival(value) {
      const { failBeforeAccept = null, failAfterAccept = null } = arrivals[value] ?? {};
      return { refuse: arrivals[value] ? null : value, failBeforeAccept, failAfterAccept };
    },
    latency: (value) => ({ latencyMs: Number(value) }),
    ending: (value) => ({ undelivered: value === 'delivered' ? null : value }),
    chaos(value) {
      if (value === 'own') return { chaos: ownChaos };
      return { chaos: value === 'none' ? null : { seed: Math.floor(Math.random() * 2 ** 31), preset: value } };
    },
  };
  // Only what was changed: the rest may have been set elsewhere, finer than is shown here.
  form.addEventListener('change', ({ target }) =>
    set(changeOf[target.id]?.(target.value) ?? { [target.name]: target.checked }),
  );
  form.addEventListener('submit', (event) => event.preventDefault());
  reset.addEventListener('click', async () => {
    const kept = harmless.map((name) => [name, form.elements[name].checked]);
    await set({ ...normal, ...Object.fromEntries(kept) });
    arrival.focus();
  });
  return async () => show(await api('GET', '/v1/behaviour'));
}
