import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Plugin, PluginChange } from '../api/types.js';
import { numberOf } from '../plugin-config/config-change.js';
import { Card } from '../theme/card.js';
import { OrderField } from './order-field.js';
import classes from './plugins.module.css';
import type { PluginChanging } from './use-plugin-change.js';

interface OrderCardProps {
  plugin: Plugin;
  onAsk: PluginChanging['ask'];
}

const WRONG = 'Enter a whole number between -1000000 and 1000000.';

/** What was typed, where it differs; `null`: it is no order. */
function typedOrder(text: string): number | null {
  const value = numberOf(text);
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 1_000_000 ? value : null;
}

/** The number of the plugin, and those of its single contributions. */
export function OrderCard({ plugin, onAsk }: OrderCardProps) {
  const { id, order, origin, contributionOrders, contributions, override, locked } = plugin;
  const names = [...new Set([...contributions.map(({ name }) => name), ...Object.keys(contributionOrders)])];
  const present: Record<string, string> = {
    '': String(order),
    ...Object.fromEntries(names.map((name) => [name, String(contributionOrders[name] ?? '')])),
  };
  const [edited, setEdited] = useState<Record<string, string>>({});
  const [checked, setChecked] = useState(false);
  const value = (name: string): string => edited[name] ?? (present[name] as string);
  const changed = Object.keys(present).filter((name) => value(name).trim() !== present[name]);
  const isWrong = (name: string): boolean =>
    // An empty one takes the plugin's.
    typedOrder(value(name)) === null && (name === '' || value(name).trim() !== '');
  const set = (name: string) => (text: string) => setEdited((before) => ({ ...before, [name]: text }));
  const submit = (): void => {
    setChecked(true);
    if (changed.some(isWrong)) return;
    const own = changed.filter((name) => name !== '');
    const change: PluginChange = {
      ...(changed.includes('') ? { order: typedOrder(value('')) as number } : {}),
      ...(own.length > 0
        ? { contributionOrders: Object.fromEntries(own.map((name) => [name, typedOrder(value(name))])) }
        : {}),
    };
    onAsk({
      title: `Change the order of ${id}`,
      steps: [{ plugin: id, change }],
      onApplied: () => {
        setEdited({});
        setChecked(false);
      },
    });
  };
  return (
    <Card title="Order">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p className={classes.text}>
          The lowest number is asked first. A contribution without a number of its own takes the plugin's. With equal
          numbers the plugin's id decides, then the contribution's name.
        </p>
        <div className={classes.orders}>
          <OrderField
            label={`All of ${id}`}
            origin={origin.order}
            value={value('')}
            disabled={locked}
            error={checked && isWrong('') ? WRONG : null}
            onChange={set('')}
            testId="order"
          />
          {names.map((name) => (
            <OrderField
              key={name}
              label={name}
              origin={
                override.contributionOrders?.[name] === undefined
                  ? contributionOrders[name] === undefined
                    ? 'default'
                    : 'file'
                  : 'override'
              }
              value={value(name)}
              placeholder={String(order)}
              disabled={locked}
              error={checked && isWrong(name) ? WRONG : null}
              onChange={set(name)}
              testId={`order-${name}`}
            />
          ))}
        </div>
        {locked ? null : (
          <div className={classes.bar}>
            <Button type="submit" disabled={changed.length === 0} data-testid="order-plan">
              Show what changes
            </Button>
            {changed.length > 0 ? (
              <Button variant="default" onClick={() => setEdited({})}>
                Discard
              </Button>
            ) : null}
          </div>
        )}
      </form>
    </Card>
  );
}
