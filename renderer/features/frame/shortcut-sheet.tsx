import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';

const keys = [
  ['goCards', 'Alt C'],
  ['goProvision', 'Alt P'],
  ['goEnrol', 'Alt E'],
  ['goBench', 'Alt B'],
  ['goCredentials', 'Alt K'],
  ['goReceipts', 'Alt R'],
  ['goSettings', 'Alt S'],
  ['trace', 'Alt T'],
  ['palette', 'Ctrl K'],
  ['help', '?'],
  ['next', 'Enter'],
  ['back', 'Esc'],
  ['move', 'Tab'],
  ['tree', '← ↑ → ↓'],
] as const;

export function ShortcutSheet({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('shortcuts.title')} isOpen={isOpen} onClose={onClose}>
      <dl className="shortcut-list">
        {keys.map(([name, text]) => (
          <Fragment key={name}>
            <dt>{t(`shortcuts.${name}`)}</dt>
            <dd>
              <kbd className="key">{text}</kbd>
            </dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}
