import { UserDocumentResolver } from '@hailpoint/kernel';
import { describeStores } from '@hailpoint/store/testing';
import { expect, test } from '@jest/globals';
import { ComposeWorld } from '../testing/compose-world.js';
import { adminActor } from '../testing/people.js';

describeStores('who answers for a record', (suite) => {
  test('D4: each contribution in its order, which one answered, and why the others did not; no address', async () => {
    const nothing = { isValidForTableRecord: () => true, getUserDocument: () => null };
    const cases = { isValidForTableRecord: () => false, getUserDocument: () => null };
    const broken = {
      isValidForTableRecord: () => true,
      getUserDocument: () => {
        throw new Error('to +12025550143');
      },
    };
    const world = new ComposeWorld(suite.store, {
      contributions: [
        { point: UserDocumentResolver, plugin: 'a-cases', instance: cases },
        { point: UserDocumentResolver, plugin: 'a-crm', instance: nothing },
        { point: UserDocumentResolver, plugin: 'broken', instance: broken },
        { point: UserDocumentResolver, plugin: 'zulu', instance: nothing },
      ],
    });
    world.available = () => ({ available: false, code: 'quiet_hours', reason: 'It is night there.' });
    const customer = await world.user('Ana', { phones: ['+12025550143'] });
    const { number } = await world.interaction({ consumer: customer });
    const admin = await adminActor(suite.store);
    const answers = await world.composing.explainContributions(admin, number);
    expect(
      answers.questions.map(({ point, outcome, answers: given }) => [
        point,
        outcome,
        given.map(({ plugin, verdict }) => `${plugin}: ${verdict}`),
      ]),
    ).toEqual([
      [
        'user-document-resolver',
        'Ana; one that may know better failed, so agents must confirm it',
        [
          'a-cases: not_valid',
          'a-crm: passed',
          'broken: failed',
          'user-document-interaction: answered',
          'zulu: not_asked',
        ],
      ],
      ['recipient-validator', expect.stringMatching(/^Yes\. /), ['recipient-phone: allowed']],
      ['availability-policy', 'No. It is night there.', ['test-hours: refused']],
    ]);
    expect(answers.questions[0]?.answers.at(-1)?.words).toBe(
      'It was not asked: user-document-interaction came before it.',
    );
    expect(JSON.stringify(answers)).not.toContain('2025550143');
    await expect(world.composing.explainContributions({ ...admin, roles: [] }, number)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(world.composing.explainContributions(admin, 'IMS9999999')).rejects.toMatchObject({
      code: 'interaction_not_found',
    });
  });
});
