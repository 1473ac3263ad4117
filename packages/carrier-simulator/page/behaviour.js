import { api } from './api.js';

const normal = {
  latencyMs: 0,
  refuse: null,
  failBeforeAccept: null,
  failAfterAccept: null,
  loseReceipts: false,
  repeatReceipts: false,
  readReceipts: false,
  undelivered: null,
  repeatInbound: false,
  honoursStop: false,
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
  return Object.keys(arrivals).find((name) => fails(arrivals[name]) === fails(behaviour)) ?? 'lost';
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
  let shown = normal;

  const show = (behaviour) => {
    shown = behaviour;
    arrival.value = arrivalOf(behaviour);
    const chosen = String(behaviour.latencyMs);
    if (![...latency.options].some((option) => option.value === chosen)) {
      latency.add(new Option(`After ${behaviour.latencyMs / 1000} seconds`, chosen));
    }
    latency.value = chosen;
    ending.value = behaviour.undelivered ?? 'delivered';
    chaos.value = behaviour.chaos?.preset ?? 'none';
    chaosHint.textContent = behaviour.chaos
      ? `Seed ${behaviour.chaos.seed}. What is chosen above waits meanwhile.`
      : '';
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

  form.addEventListener('change', () => {
    const fails = arrivals[arrival.value];
    set({
      latencyMs: Number(latency.value),
      refuse: fails ? null : arrival.value,
      failBeforeAccept: fails?.failBeforeAccept ?? null,
      failAfterAccept: fails?.failAfterAccept ?? null,
      undelivered: ending.value === 'delivered' ? null : ending.value,
      chaos: chaosOf(chaos.value),
      ...Object.fromEntries(switches.map((name) => [name, form.elements[name].checked])),
    });
  });
  const chaosOf = (preset) => {
    if (preset === 'none') return null;
    if (preset === shown.chaos?.preset) return shown.chaos;
    return { seed: Math.floor(Math.random() * 2 ** 31), preset };
  };
  form.addEventListener('submit', (event) => event.preventDefault());
  reset.addEventListener('click', async () => {
    const kept = harmless.map((name) => [name, form.elements[name].checked]);
    await set({ ...normal, ...Object.fromEntries(kept) });
    arrival.focus();
  });
  return async () => show(await api('GET', '/v1/behaviour'));
}
