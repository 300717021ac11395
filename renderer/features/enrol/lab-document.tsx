import type { CallInput } from '../../../main/contract/calls.ts';
import { useAnswer } from '../../client/engine.tsx';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { useCardIn } from '../cards/card-lost.tsx';
import { useEnrol } from './enrol-provider.tsx';

type Offline = NonNullable<CallInput<'lab.network'>['offline']>;

interface Props {
  readonly label: string;
  /** What the operator's side is asked for; absent while it cannot be asked yet. */
  readonly ask: Offline | undefined;
  readonly onDocument: (document: string) => void;
}

/** The lab's network in the place of the operator; only for a simulated card. */
export function LabDocument({ label, ask, onDocument }: Props) {
  const { reader: id, iccid } = useEnrol(({ context }) => context);
  const { reader } = useCardIn(id, iccid);
  const station = useAnswer('station.get', {});
  const lab = useCall('lab.network');
  if (ask === undefined || station.data?.simulator !== true || reader?.simulated !== true) return null;
  return (
    <>
      <Button
        isPending={lab.isPending}
        onPress={() =>
          lab.mutate(
            { running: true, offline: ask },
            { onSuccess: ({ document = '' }) => onDocument(document) },
          )
        }
      >
        {label}
      </Button>
      {lab.error !== null && <ErrorBlock error={lab.error} />}
    </>
  );
}
