import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ApplicationDoc,
  ContentDoc,
  FieldDoc,
  FileDoc,
  InventoryDoc,
} from '../../../main/contract/card.ts';
import { useCall } from '../../client/use-call.ts';
import { useEngineWords } from '../../i18n/engine-words.ts';
import { formatDuration, formatTime } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { HexView } from '../../ui/hex-view.tsx';
import { AccessConditions } from './access-conditions.tsx';
import { FileTree } from './file-tree.tsx';
import { FileValue } from './file-value.tsx';
import { usePatchInventory } from './patch-inventory.ts';
import { isPersonal } from './personal.ts';
import { shortPath } from './short-path.ts';
import { usePersonal } from './subscriber.tsx';
import './file-panes.css';

interface Props {
  readonly inventory: InventoryDoc;
  readonly selected: string | undefined;
  readonly onSelect: (path: string) => void;
}

/** Files on the left, the decoded value in the middle, its bytes on the right. */
export function FilePanes({ inventory, selected, onSelect }: Props) {
  const { t, i18n } = useTranslation();
  const file = inventory.files.find(({ path }) => path === selected);
  return (
    <div className="panes fills">
      <section className="pane" aria-label={t('card.files.title')}>
        <h2 className="pane-title">{t('card.files.title')}</h2>
        <FileTree files={inventory.files} selected={selected} onSelect={onSelect} />
        <p className="pane-foot">
          {[
            t('card.readAt', { time: formatTime(inventory.takenAt, i18n.language) }),
            t('common.apdus', { count: inventory.apdus }),
            formatDuration(inventory.elapsedMs, i18n.language),
          ].join(' · ')}
        </p>
      </section>
      {file === undefined ? (
        <section className="pane pane-wide">
          <p className="quiet pane-pad">{t('card.files.choose')}</p>
        </section>
      ) : (
        <FileDetail key={file.path} file={file} inventory={inventory} />
      )}
    </div>
  );
}

/** How many files stand directly in a directory. */
const filesIn = (files: readonly FileDoc[], directory: string): number =>
  files.filter(({ path }) => path.slice(0, path.lastIndexOf('/')) === directory && path.includes('/')).length;

function FileDetail({ file, inventory }: { readonly file: FileDoc; readonly inventory: InventoryDoc }) {
  const { t } = useTranslation();
  const [record, setRecord] = useState(0);
  const [pointed, setPointed] = useState<FieldDoc>();
  const [pinned, setPinned] = useState<FieldDoc>();
  const [shown, toggle] = usePersonal(inventory.card.iccid);
  const say = useEngineWords();
  const read = useCall('card.read');
  const patch = usePatchInventory(inventory.reader);
  const readAgain = () =>
    read.mutate(
      { reader: inventory.reader, path: file.path },
      {
        onSuccess: (fresh) =>
          patch((shown) => ({
            ...shown,
            files: shown.files.map((one) => (one.path === fresh.path ? fresh : one)),
          })),
      },
    );
  const content = file.contents[record];
  const hidden = isPersonal(file) && !shown;
  const marked = pointed ?? pinned;
  const turn = (by: number) => {
    setRecord(record + by);
    setPinned(undefined);
    setPointed(undefined);
  };
  return (
    <>
      <section className="pane" aria-label={t('card.value.title')}>
        <div className="pane-title row spread">
          <h2>{file.name}</h2>
          {file.kind === 'ef' && (
            <Button look="quiet" small isPending={read.isPending} onPress={readAgain}>
              {t('card.value.again')}
            </Button>
          )}
        </div>
        {read.isPending && <output className="visually-hidden">{t('card.reading')}</output>}
        <div className="pane-pad stack-tight pane-scroll">
          {file.title !== file.name && <p className="quiet">{say(file.title)}</p>}
          {file.kind !== 'ef' && (
            <p>{t('card.files.directory', { count: filesIn(inventory.files, file.path) })}</p>
          )}
          {read.error !== null && <ErrorBlock error={read.error} />}
          {file.problem !== undefined && <ErrorBlock error={undefined} doc={file.problem} live={false} />}
          {file.contents.length > 1 && (
            <div className="row spread">
              <Button small isDisabled={record === 0} onPress={() => turn(-1)}>
                {t('card.value.previous')}
              </Button>
              <span className="small nowrap" aria-live="polite">
                {t('card.value.record', { record: record + 1, count: file.contents.length })}
              </span>
              <Button small isDisabled={record === file.contents.length - 1} onPress={() => turn(1)}>
                {t('card.value.next')}
              </Button>
            </div>
          )}
          {isPersonal(file) && (
            <div className="row spread">
              <span>{hidden && t('card.value.personal')}</span>
              <Button small onPress={toggle}>
                {hidden ? t('card.value.showPersonal') : t('card.value.hidePersonal')}
              </Button>
            </div>
          )}
          {content !== undefined && (
            <FileValue
              content={content}
              hidden={hidden}
              marked={marked}
              onMark={setPointed}
              onPin={(field) => setPinned(field === pinned ? undefined : field)}
            />
          )}
          <AccessConditions access={file.access} keys={inventory.keys} />
          <FileFacts file={file} applications={inventory.card.applications} />
        </div>
      </section>
      <section className="pane" aria-label={t('card.value.raw')}>
        <div className="pane-title row spread">
          <h2>{t('card.value.raw')}</h2>
          {content !== undefined && content.hex !== '' && !hidden && <CopyButton text={content.hex} />}
        </div>
        <div className="pane-pad pane-scroll">
          <RawBytes content={content} marked={marked} hidden={hidden} />
        </div>
      </section>
    </>
  );
}

interface RawProps {
  readonly content: ContentDoc | undefined;
  readonly marked: FieldDoc | undefined;
  readonly hidden: boolean;
}

function RawBytes({ content, marked, hidden }: RawProps) {
  const { t } = useTranslation();
  if (hidden) return <p className="quiet">{t('card.value.personal')}</p>;
  if (content === undefined || content.hex === '') return <p className="quiet">{t('card.value.noBytes')}</p>;
  return (
    <HexView
      hex={content.hex}
      marked={marked === undefined ? [] : [marked]}
      ascii
      label={t('card.value.raw')}
    />
  );
}

/** Where the file is and how it is made, small. */
function FileFacts({
  file,
  applications,
}: {
  readonly file: FileDoc;
  readonly applications: readonly ApplicationDoc[];
}) {
  const { t } = useTranslation();
  const facts = [
    shortPath(file.path, applications),
    file.structure && t(`card.value.structure.${file.structure}`),
    file.recordCount !== undefined && file.recordLength !== undefined
      ? t('card.value.records', { count: file.recordCount, length: file.recordLength })
      : file.size !== undefined && t('common.bytes', { count: file.size }),
    file.sfi !== undefined && `SFI ${file.sfi.toString(16).toUpperCase().padStart(2, '0')}`,
    file.lifeCycle,
    file.clause,
  ].filter((fact) => typeof fact === 'string');
  return <p className="file-facts">{facts.join(' · ')}</p>;
}
