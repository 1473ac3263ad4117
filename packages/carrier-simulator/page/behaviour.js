import { api } from './api.js';

const normal = {
  latencyMs: 0,
  refuse: null,
  loseReceipts: false,
  repeatReceipts: false,
  readReceipts: false,
  failAfterAccept: null,
};
const switches = ['loseReceipts', 'repeatReceipts', 'readReceipts'];

/** The panel that tells the carrier how to behave. Returns the way to show it as it is now. */
export function behaviourPanel() {
  const form = document.getElementById('behaviour');
  const arrival = document.getElementById('arrival');
  const latency = document.getElementById('latency');
  const state = document.getElementById('carrier-state');
  const reset = document.getElementById('behaviour-reset');

  const show = (behaviour) => {
    arrival.value = behaviour.failAfterAccept ?? behaviour.refuse ?? 'accept';
    const chosen = String(behaviour.latencyMs);
    if (![...latency.options].some((option) => option.value === chosen)) {
      latency.add(new Option(`After ${behaviour.latencyMs / 1000} seconds`, chosen));
    }
    latency.value = chosen;
    for (const name of switches) form.elements[name].checked = behaviour[name];
    const isNormal = Object.keys(normal).every((key) => key === 'readReceipts' || behaviour[key] === normal[key]);
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
    const refused = arrival.value === 'accept' || arrival.value === 'reset' ? null : arrival.value;
    set({
      latencyMs: Number(latency.value),
      refuse: refused,
      failAfterAccept: arrival.value === 'reset' ? 'reset' : null,
      ...Object.fromEntries(switches.map((name) => [name, form.elements[name].checked])),
    });
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  reset.addEventListener('click', async () => {
    await set({ ...normal, readReceipts: form.elements.readReceipts.checked });
    arrival.focus();
  });
  return async () => show(await api('GET', '/v1/behaviour'));
}
