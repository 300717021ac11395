import { useState } from 'react';
import type { CallInput } from '../../../main/contract/calls.ts';
import type { ImportDoc } from '../../../main/contract/keys.ts';
import { useCall } from '../../client/use-call.ts';
import { ImportFile } from './import-file.tsx';
import { ImportResult } from './import-result.tsx';
import { type ImportChoices, ImportTrial } from './import-trial.tsx';
import type { KeyFile } from './key-file.ts';

const careful: ImportChoices = {
  replace: false,
  partial: false,
  anyCheckDigit: false,
  algorithm: 'told',
  protocol: 'told',
};

const inputOf = (
  { format, content }: KeyFile,
  { replace, partial, anyCheckDigit, algorithm, protocol }: ImportChoices,
): CallInput<'keys.import'> => ({
  format,
  content,
  replace,
  partial,
  ...(anyCheckDigit && { anyCheckDigit }),
  ...(algorithm !== 'told' && { algorithm }),
  ...(protocol !== 'told' && { protocol }),
});

/** Takes a file of keys: first a trial that says what would become of each row, then all at once. */
export function KeyImport({ onClose }: { readonly onClose: () => void }) {
  const [file, setFile] = useState<KeyFile>();
  const [choices, setChoices] = useState(careful);
  const [result, setResult] = useState<ImportDoc>();
  const [onTrial, setOnTrial] = useState(false);
  const trial = useCall('keys.import');
  const store = useCall('keys.import', ['keys.list']);
  const tryOut = (next: ImportChoices) => {
    if (file === undefined) return;
    setChoices(next);
    store.reset();
    trial.mutate({ ...inputOf(file, next), trial: true }, { onSuccess: () => setOnTrial(true) });
  };
  const take = () => {
    if (file === undefined) return;
    store.mutate(inputOf(file, choices), {
      onSuccess: (answer) => {
        setResult(answer);
        // What was taken is in the vault; nothing of the file stays here.
        setFile(undefined);
        trial.reset();
        store.reset();
      },
    });
  };
  const again = () => {
    setResult(undefined);
    setFile(undefined);
    setChoices(careful);
    setOnTrial(false);
    trial.reset();
    store.reset();
  };
  if (result !== undefined) return <ImportResult result={result} onAgain={again} onClose={onClose} />;
  if (onTrial && file !== undefined && trial.data !== undefined)
    return (
      <ImportTrial
        file={file.name}
        trial={trial.data}
        choices={choices}
        onChoices={tryOut}
        isTrying={trial.isPending}
        isStoring={store.isPending}
        error={store.error ?? trial.error}
        onTake={take}
        onBack={() => setOnTrial(false)}
      />
    );
  return (
    <ImportFile
      file={file}
      onFile={(chosen) => {
        setFile(chosen);
        trial.reset();
      }}
      isTrying={trial.isPending}
      error={trial.error}
      onTry={() => tryOut(choices)}
      onBack={onClose}
    />
  );
}
