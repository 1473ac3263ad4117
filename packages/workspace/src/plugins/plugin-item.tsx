import { IconLock } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Plugin } from '../api/types.js';
import { Tag } from '../theme/tag.js';
import { conformanceWords } from './conformance-words.js';
import { PluginProblem } from './plugin-problem.js';
import { originWords } from './plugin-standing.js';
import { PluginState } from './plugin-state.js';
import { PluginStateText } from './plugin-state-text.js';
import { PluginSwitch } from './plugin-switch.js';
import classes from './plugins.module.css';
import type { PluginChanging } from './use-plugin-change.js';

interface PluginItemProps {
  plugin: Plugin;
  onAsk: PluginChanging['ask'];
}

/** A plugin in the list. */
export function PluginItem({ plugin, onAsk }: PluginItemProps) {
  const { id, package: source, version, description, state, enabled, locked, order, origin, contributes } = plugin;
  return (
    <li className={classes.item} data-testid={`plugin-${id}`} data-state={state}>
      <div className={classes.itemHead}>
        <h2 className={classes.itemName}>
          <Link to={`/admin/plugins/${encodeURIComponent(id)}`}>{id}</Link>
        </h2>
        <PluginState plugin={plugin} />
        {locked ? <Tag icon={<IconLock size={14} aria-hidden />}>Locked by the file</Tag> : null}
      </div>
      <PluginSwitch plugin={plugin} onAsk={onAsk} />
      <div className={classes.itemText}>
        {description ? <p className={classes.text}>{description}</p> : null}
        <PluginStateText plugin={plugin} />
        <dl className={classes.facts}>
          <div>
            <dt>Switch</dt>
            <dd>
              {enabled ? 'On' : 'Off'} ({originWords[origin.enabled]})
            </dd>
          </div>
          <div>
            <dt>Order</dt>
            <dd>
              <span className="number">{order}</span> ({originWords[origin.order]})
            </dd>
          </div>
          <div>
            <dt>Package</dt>
            <dd>
              {source}
              {version ? ` ${version}` : ''}
            </dd>
          </div>
          <div>
            <dt>Conformance</dt>
            <dd>{conformanceWords(plugin.conformance)}</dd>
          </div>
          <div>
            <dt>Contributes to</dt>
            <dd>{contributes.length > 0 ? contributes.join(', ') : 'nothing that is known'}</dd>
          </div>
        </dl>
        <PluginProblem plugin={plugin} onAsk={onAsk} />
      </div>
    </li>
  );
}
