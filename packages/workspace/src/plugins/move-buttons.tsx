import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './plugins.module.css';

interface MoveButtonsProps {
  /** Of what is moved. */
  name: string;
  index: number;
  count: number;
  /** @param to its new place, from 0 */
  onMove: (to: number, button: HTMLButtonElement) => void;
}

/** Up and down, for the keyboard and for fingers. */
export function MoveButtons({ name, index, count, onMove }: MoveButtonsProps) {
  return (
    <div className={classes.moves}>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={`Move ${name} up`}
        disabled={index === 0}
        onClick={({ currentTarget }) => onMove(index - 1, currentTarget)}
        data-move="up"
      >
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={`Move ${name} down`}
        disabled={index === count - 1}
        onClick={({ currentTarget }) => onMove(index + 1, currentTarget)}
        data-move="down"
      >
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
