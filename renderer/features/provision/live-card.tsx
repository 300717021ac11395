import { CardLost as CardLostFrom, useCardIn } from '../cards/card-lost.tsx';
import { useWizard } from './wizard.tsx';

/** The reader of this job and whether its card is still the one that was chosen. */
export function useLiveCard() {
  const id = useWizard(({ context }) => context.reader);
  const iccid = useWizard(({ context }) => context.iccid);
  return useCardIn(id, iccid);
}

/** Says that the card of this job has gone, or that there is another one in its place. */
export function CardLost() {
  const id = useWizard(({ context }) => context.reader);
  const iccid = useWizard(({ context }) => context.iccid);
  return <CardLostFrom reader={id} iccid={iccid} />;
}
