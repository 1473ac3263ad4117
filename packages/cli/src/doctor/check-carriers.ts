import { type CarrierDiagnosis, ChannelProvider } from '@hailpoint/kernel';
import type { PluginHost } from '@hailpoint/kernel/host';
import { type Finding, ok, problem, warning } from './finding.js';

/** Has every carrier's plugin look whether its carrier knows us. Sends nothing to customers. */
export async function checkCarriers({ points }: Pick<PluginHost, 'points'>): Promise<readonly Finding[]> {
  const found = await Promise.all(
    points.contributions(ChannelProvider).map(async (provider): Promise<readonly Finding[]> => {
      const { plugin, instance } = provider;
      if (!instance.diagnose) return [ok('carriers', `${plugin} cannot be tried without sending a message.`)];
      const result = await points.guarded(ChannelProvider, provider, (one, context) => {
        return one.diagnose?.(context) ?? [];
      });
      if (result.status !== 'answered') {
        const what = `${plugin} did not say whether its carrier answers.`;
        return [problem('carriers', what, 'The log says how it failed.')];
      }
      if (!Array.isArray(result.value)) {
        return [
          problem('carriers', `${plugin} did not answer what its carrier says.`, 'Its author has to mend `diagnose`.'),
        ];
      }
      return (result.value as readonly CarrierDiagnosis[]).map(({ ok: isWell, what, fix }) => {
        if (isWell) return ok('carriers', `${plugin}: ${what}`);
        return fix === undefined
          ? warning('carriers', `${plugin}: ${what}`, 'Ask the carrier.')
          : problem('carriers', `${plugin}: ${what}`, fix);
      });
    }),
  );
  return found.flat();
}
