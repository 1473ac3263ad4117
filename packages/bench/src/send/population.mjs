import { hailpoint } from '../phone/normalise.mjs';

/**
 * Who and what is in the benchmark's database, made so that a few arithmetic steps lead from a customer's index to everything about them:
 * pgbench can compute, but cannot look anything up. Customers from 0 to `running` have a conversation with their agent; to the others
 * nobody has written yet. Each has a phone interaction to compose from.
 */
export const agents = 16;
export const running = 2_000;

export const serialBase = 100_000_000_000;
export const sourceBase = 5_000_000;
export const conversationBase = 4_000_000;

/** North American area codes whose 555-0100 to 555-0199, kept free for fiction, count as valid. */
export const areaCodes = Array.from({ length: 800 }, (_, i) => 200 + i).filter(
  (code) => hailpoint({ text: `+1${code}5550100`, country: 'US' }) !== null,
);
export const numbersPerArea = 100;
export const customers = areaCodes.length * numbersPerArea;

/**
 * Something that differs from send to send: how it looks in one, and how pgbench and PostgreSQL make it.
 * @typedef {object} Token
 * @property {(send: PlannedSend) => string} text
 * @property {string} sql Text in SQL; its variables are set by {@link pgbenchVariables}.
 */

/**
 * @typedef {object} PlannedSend
 * @property {'create' | 'append'} flow
 * @property {number} customer Index.
 * @property {number} serial Unique among sends.
 */

const uuid = (/** @type {string} */ group, /** @type {number} */ index) =>
  `00000000-0000-7000-8${group}-${serialBase + index}`;

const agentOf = (/** @type {number} */ customer) => customer % agents;

export const names = {
  agentId: (/** @type {number} */ agent) => uuid('005', agent),
  agent: (/** @type {number} */ agent) => `Agent ${serialBase + agent}`,
  customer: (/** @type {number} */ customer) => `Customer ${serialBase + customer}`,
  source: (/** @type {number} */ customer) => `IMS${sourceBase + customer}`,
  phone: (/** @type {number} */ customer) =>
    `+1${areaCodes[Math.floor(customer / numbersPerArea)]}5550${100 + (customer % numbersPerArea)}`,
};

/** Longest first, so that no token takes a part of another. @type {readonly Token[]} */
export const tokens = [
  { text: ({ customer }) => uuid('001', customer), sql: `'00000000-0000-7000-8001-' || :customer_serial::text` },
  { text: ({ customer }) => uuid('002', customer), sql: `'00000000-0000-7000-8002-' || :customer_serial::text` },
  { text: ({ customer }) => uuid('003', customer), sql: `'00000000-0000-7000-8003-' || :customer_serial::text` },
  { text: ({ customer }) => uuid('004', customer), sql: `'00000000-0000-7000-8004-' || :customer_serial::text` },
  {
    text: ({ customer }) => names.agentId(agentOf(customer)),
    sql: `'00000000-0000-7000-8005-' || :agent_serial::text`,
  },
  { text: ({ serial }) => `bench-${serialBase + serial}`, sql: `'bench-' || :serial::text` },
  { text: ({ customer }) => names.customer(customer), sql: `'Customer ' || :customer_serial::text` },
  { text: ({ customer }) => names.customer(customer).toLowerCase(), sql: `'customer ' || :customer_serial::text` },
  { text: ({ customer }) => names.agent(agentOf(customer)), sql: `'Agent ' || :agent_serial::text` },
  { text: ({ customer }) => names.agent(agentOf(customer)).toLowerCase(), sql: `'agent ' || :agent_serial::text` },
  { text: ({ customer }) => names.phone(customer), sql: `'+' || :phone::text` },
  { text: ({ customer }) => names.source(customer), sql: `'IMS' || :source::text` },
  { text: ({ customer }) => `IMS${conversationBase + customer}`, sql: `'IMS' || :conversation::text` },
];

/** An id that the send makes itself; they grow, as ours do. */
export function freshUuidSql(/** @type {number} */ ordinal) {
  return `'00000000-0000-7000-8${(0x100 + ordinal).toString(16)}-' || :serial::text`;
}

/** @param {PlannedSend} send */
export function actorOf({ customer }) {
  const agent = agentOf(customer);
  return { userId: names.agentId(agent), name: names.agent(agent), roles: ['agent_workspace_user'] };
}

/** @param {PlannedSend} send */
export function idempotencyOf({ customer, serial }) {
  return { key: `bench-${serialBase + serial}`, route: `POST /api/v1/interactions/${names.source(customer)}/messages` };
}

/** Hands out sends: half of them to customers whom nobody has written to, each once; half into a running conversation. */
export class SendPlanner {
  #serial = 0;
  #next = running;
  #random;

  /** @param {() => number} random */
  constructor(random) {
    this.#random = random;
  }

  /**
   * @param {PlannedSend['flow']} [flow]
   * @returns {PlannedSend}
   */
  next(flow = this.#random() < 0.5 ? 'create' : 'append') {
    this.#serial += 1;
    if (flow === 'append') return { flow, customer: Math.floor(this.#random() * running), serial: this.#serial };
    if (this.#next === customers) throw new Error('Every customer has been written to. Make the rounds shorter.');
    this.#next += 1;
    return { flow, customer: this.#next - 1, serial: this.#serial };
  }
}

/**
 * The same choice as {@link SendPlanner}'s, in pgbench's own commands. `n` counts the transactions of a client, `created` its new customers.
 * @param {PlannedSend['flow']} flow
 * @param {number} clients
 */
export function pgbenchVariables(flow, clients) {
  const choose =
    flow === 'append'
      ? [`\\set customer random(0, ${running - 1})`]
      : [`\\set customer ${running} + :created * ${clients} + :client_id`, '\\set created :created + 1'];
  return [
    '\\set n :n + 1',
    ...choose,
    `\\set serial ${serialBase} + :n * 1000 + :client_id`,
    `\\set customer_serial ${serialBase} + :customer`,
    `\\set agent_serial ${serialBase} + :customer % ${agents}`,
    `\\set source ${sourceBase} + :customer`,
    `\\set conversation ${conversationBase} + :customer`,
    `\\set area ${areaCodeExpression(0, areaCodes.length)}`,
    `\\set phone 10000000000 + :area * 10000000 + 5550100 + :customer % ${numbersPerArea}`,
  ];
}

/** A search tree, for pgbench has no arrays. @returns {string} */
function areaCodeExpression(/** @type {number} */ from, /** @type {number} */ to) {
  if (to - from === 1) return String(areaCodes[from]);
  const middle = Math.floor((from + to) / 2);
  const condition = `:customer < ${middle * numbersPerArea}`;
  return `CASE WHEN ${condition} THEN ${areaCodeExpression(from, middle)} ELSE ${areaCodeExpression(middle, to)} END`;
}
