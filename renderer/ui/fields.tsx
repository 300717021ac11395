import type { ReactNode, Ref } from 'react';
import {
  Checkbox,
  FieldError,
  Input,
  Label,
  Radio,
  RadioGroup,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components';
import './fields.css';

interface FieldProps extends Omit<TextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly problem?: ReactNode;
  readonly example?: string | undefined;
  /** More than one line. */
  readonly rows?: number;
  readonly mono?: boolean;
  readonly aside?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A text field with its label above, its help below, and what is wrong with it in words. */
export function Field({ label, help, problem, example, rows, mono, aside, inputRef, ...props }: FieldProps) {
  const className = mono === true ? 'input mono' : 'input';
  return (
    <TextField {...props} className="field" isInvalid={problem !== undefined && problem !== ''}>
      <Label className="field-label">{label}</Label>
      <div className="field-line">
        {rows === undefined ? (
          <Input
            className={className}
            placeholder={example ?? ''}
            spellCheck="false"
            autoComplete="off"
            {...(inputRef && { ref: inputRef })}
          />
        ) : (
          <TextArea className={className} placeholder={example ?? ''} rows={rows} spellCheck="false" />
        )}
        {aside}
      </div>
      <FieldError className="field-problem">{problem}</FieldError>
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
    </TextField>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: ReactNode;
  readonly value: T | undefined;
  readonly options: readonly { readonly value: T; readonly label: ReactNode; readonly help?: ReactNode }[];
  readonly onChange: (value: T) => void;
  /** Side by side, for a few short words. */
  readonly inline?: boolean;
  readonly isDisabled?: boolean;
}

/** One of a few. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
  inline = false,
  isDisabled = false,
}: ChoiceProps<T>) {
  const pick = (next: string) => {
    const option = options.find((one) => one.value === next);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <RadioGroup
      className={inline ? 'choice choice-inline' : 'choice'}
      value={value ?? null}
      onChange={pick}
      isDisabled={isDisabled}
    >
      <Label className="field-label">{label}</Label>
      <div className="choice-options">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className="choice-option">
            <span className="choice-dot" aria-hidden="true" />
            <span>
              {option.label}
              {option.help !== undefined && <span className="choice-help">{option.help}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

interface TickProps {
  readonly isSelected: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

export function Tick({ children, ...props }: TickProps) {
  return (
    <Checkbox {...props} className="tick">
      <span className="tick-box" aria-hidden="true">
        <svg viewBox="0 0 16 16" width="14" height="14">
          <path d="M3 8.5l3.2 3.2L13 5" />
        </svg>
      </span>
      <span>{children}</span>
    </Checkbox>
  );
}
