import { Autocomplete, Input, Label, Menu, MenuItem, SearchField, useFilter } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { useCommands } from './commands.ts';
import './palette.css';

/** Find a command by a part of its name. */
export function Palette({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('palette.title')} isOpen={isOpen} onClose={onClose} bare>
      <PaletteList onClose={onClose} />
    </Dialog>
  );
}

function PaletteList({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const commands = useCommands();
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <Autocomplete filter={contains}>
      <SearchField className="palette-search" autoFocus aria-label={t('palette.title')}>
        <Label className="visually-hidden">{t('palette.title')}</Label>
        <Input className="input" placeholder={t('palette.placeholder')} />
      </SearchField>
      <Menu
        className="palette-list"
        aria-label={t('palette.title')}
        items={commands}
        onAction={(id) => {
          onClose();
          commands.find((command) => command.id === id)?.run();
        }}
        renderEmptyState={() => <p className="quiet palette-empty">{t('palette.nothing')}</p>}
      >
        {({ id, label, keys }) => (
          <MenuItem id={id} textValue={label} className="palette-item">
            <span>{label}</span>
            {keys !== undefined && <kbd className="key">{keys}</kbd>}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  );
}
