import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import './button.css';

interface Props extends Omit<ButtonProps, 'className' | 'style'> {
  /** One `primary` a screen; `quiet` for tools beside a text. */
  readonly look?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly small?: boolean;
}

export function Button({ look = 'secondary', small = false, ...props }: Props) {
  return <AriaButton {...props} className={`button button-${look}${small ? ' button-small' : ''}`} />;
}
