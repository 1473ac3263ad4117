import type { Interaction, InteractionState, InteractionType, Person } from '../api/types.js';

/** What the Details form holds. Text fields are never null; an empty one means none. */
export interface DetailsValues {
  type: InteractionType;
  shortDescription: string;
  state: InteractionState;
  consumer: Person | null;
  contact: Person | null;
  openedFor: Person | null;
  assignedTo: Person | null;
  relatedTable: string;
  relatedId: string;
  relatedLabel: string;
  relatedUrl: string;
}

export type DetailsField = keyof DetailsValues;

export const fieldWords: Record<DetailsField, string> = {
  type: 'Type',
  shortDescription: 'Short description',
  state: 'State',
  consumer: 'Consumer',
  contact: 'Contact',
  openedFor: 'Opened for',
  assignedTo: 'Assigned to',
  relatedTable: 'Related record: Table',
  relatedId: 'Related record: ID',
  relatedLabel: 'Related record: Label',
  relatedUrl: 'Related record: Link',
};

export const detailsFields = Object.keys(fieldWords) as DetailsField[];

export function detailsOf(interaction: Interaction): DetailsValues {
  const { relatedRecord } = interaction;
  return {
    type: interaction.type,
    shortDescription: interaction.shortDescription ?? '',
    state: interaction.state,
    consumer: interaction.consumer,
    contact: interaction.contact,
    openedFor: interaction.openedFor,
    assignedTo: interaction.assignedTo,
    relatedTable: relatedRecord?.table ?? '',
    relatedId: relatedRecord?.id ?? '',
    relatedLabel: relatedRecord?.label ?? '',
    relatedUrl: relatedRecord?.url ?? '',
  };
}
