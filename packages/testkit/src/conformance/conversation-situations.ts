import type { ConversationSituation, ConversationSummary } from '@hailpoint/kernel';

export interface NamedSituation {
  readonly what: string;
  readonly situation: ConversationSituation;
}

const me = 'key-of-this-agent';
const colleague = 'key-of-a-colleague';

const persons = [
  ['nobody is known', null],
  ['the recipient is known', 'key-of-the-recipient'],
] as const;

const profiles: readonly (readonly [string, ConversationSituation['profile']])[] = [
  ['there is no profile', null],
  ["a guest's profile", { id: 'id-of-the-profile', person: null }],
  ["the recipient's profile", { id: 'id-of-the-profile', person: 'key-of-the-recipient' }],
  ["somebody else's profile", { id: 'id-of-the-profile', person: 'key-of-somebody-else' }],
];

const conversations: readonly (readonly [string, ConversationSummary | null])[] = [
  ['no conversation', null],
  ['one with the virtual agent', conversation('own', 1, { virtualAgent: true })],
  ['one that nobody has', conversation('own', 1, {})],
  ['one of this agent', conversation('own', 1, { assignedTo: me, liveGroup: [me] })],
  ['one of a colleague', conversation('own', 1, { assignedTo: colleague, liveGroup: [colleague] })],
  [
    'one of a colleague that this agent joined',
    conversation('own', 1, { assignedTo: colleague, liveGroup: [colleague, me] }),
  ],
];

const others: readonly (readonly [string, readonly ConversationSummary[]])[] = [
  ['none on other senders', []],
  [
    'two on other senders',
    [
      conversation('first-other', 2, { assignedTo: colleague, liveGroup: [colleague] }),
      conversation('second-other', 3, { virtualAgent: true }),
    ],
  ],
];

/** Every situation that differs in what a policy may decide by. */
export const conversationSituations: readonly NamedSituation[] = persons.flatMap(([who, person]) =>
  profiles
    .filter(([, profile]) => isPossible(person, profile))
    .flatMap(([whose, profile]) =>
      conversations.flatMap(([running, conversation]) =>
        others.map(([elsewhere, otherConversations]) => ({
          what: `${who}, ${whose}, ${running}, ${elsewhere}`,
          situation: { agent: me, person, profile, conversation, otherConversations },
        })),
      ),
    ),
);

/** Ids are opaque, and may be anything. */
export const oddSituations: readonly NamedSituation[] = [
  '__proto__',
  'constructor',
  'a'.repeat(100_000),
  'id with spaces',
].flatMap((id) => {
  const one = { ...conversation('own', 1, { assignedTo: id, liveGroup: [id, id, id] }), id };
  const situation = { agent: id, person: id, profile: { id, person: `${id}2` }, conversation: one };
  const many = Array.from({ length: 20 }, (_, index) => conversation(`other-${index}`, index + 2, {}));
  return [
    { what: `ids such as "${id.slice(0, 12)}"`, situation: { ...situation, otherConversations: [] } },
    { what: 'twenty other conversations', situation: { ...situation, otherConversations: many } },
  ];
});

function conversation(
  name: string,
  number: number,
  change: Partial<Pick<ConversationSummary, 'virtualAgent' | 'assignedTo' | 'liveGroup'>>,
): ConversationSummary {
  return {
    id: `id-of-the-conversation-${name}`,
    number: `IMS${String(number).padStart(7, '0')}`,
    senderId: `id-of-the-sender-${name}`,
    virtualAgent: false,
    assignedTo: null,
    liveGroup: [],
    ...change,
  };
}

/** Where nobody is known, the profile's user would be the person. */
function isPossible(person: string | null, profile: ConversationSituation['profile']): boolean {
  return person !== null || profile === null || profile.person === null;
}
