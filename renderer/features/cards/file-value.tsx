import { useTranslation } from 'react-i18next';
import type { ContentDoc, FieldDoc } from '../../../main/contract/card.ts';
import { Notice } from '../../ui/notice.tsx';
import './file-value.css';

interface Props {
  readonly content: ContentDoc;
  readonly marked: FieldDoc | undefined;
  readonly onMark: (field: FieldDoc | undefined) => void;
  readonly onPin: (field: FieldDoc) => void;
  readonly hidden: boolean;
}

/** A content in the user's terms, field by field. Pointing at a field marks its bytes. */
export function FileValue({ content, marked, onMark, onPin, hidden }: Props) {
  const { t } = useTranslation();
  if (content.state === 'secret') return <p>{t('card.value.secret')}</p>;
  return (
    <>
      {content.state === 'malformed' && (
        <Notice state="fault" title={content.problem ?? t('card.files.malformed')} />
      )}
      {content.state === 'unassigned' && <p className="quiet">{t('card.value.unassigned')}</p>}
      {content.state === 'unknown-coding' && <p className="quiet">{t('card.value.noFields')}</p>}
      {content.state === 'value' && (
        <p className="value-summary">{hidden ? t('card.value.hiddenValue') : content.summary}</p>
      )}
      <ul className="value-fields">
        {content.fields.map((field) => (
          <li key={`${field.offset} ${field.length} ${field.name}`}>
            <button
              type="button"
              className="value-field"
              aria-pressed={marked === field}
              onPointerEnter={() => onMark(field)}
              onPointerLeave={() => onMark(undefined)}
              onFocus={() => onMark(field)}
              onBlur={() => onMark(undefined)}
              onClick={() => onPin(field)}
            >
              <span className="value-name">{field.name}</span>
              <span className="value-text">{hidden ? '••••' : field.value}</span>
              {field.note !== undefined && <span className="value-note">{field.note}</span>}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
