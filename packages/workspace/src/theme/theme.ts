import {
  Button,
  Checkbox,
  createTheme,
  Drawer,
  Input,
  InputWrapper,
  Menu,
  Modal,
  Popover,
  Radio,
  Switch,
  Tooltip,
} from '@mantine/core';
import optionClasses from './option.module.css';
import { amber, green, indigo, night, red, slate } from './palette.js';
import switchClasses from './switch.module.css';
import { variantColors } from './variant-colors.js';

const systemFonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';

/** A dialog's head is no banner of the page. */
const dialogParts = { header: { role: 'presentation' } };

export const theme = createTheme({
  colors: { indigo, gray: slate, dark: night, red, yellow: amber, green },
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 3 },
  black: '#0f172a',
  variantColorResolver: variantColors,
  fontFamily: systemFonts,
  headings: {
    fontFamily: systemFonts,
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '1rem', lineHeight: '1.45' },
    },
  },
  radius: { xs: '4px', sm: '7px', md: '10px', lg: '14px', xl: '20px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { fw: 560 },
      // A button is known by its words; only fields need the strong border.
      vars: (_, { variant }) => ({
        root: variant === 'default' ? { '--button-bd': '1px solid var(--hp-border-strong)' } : {},
      }),
    }),
    Input: Input.extend({ defaultProps: { size: 'md' } }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { size: 'md' },
      styles: {
        label: { marginBottom: 5, fontSize: '0.875rem', fontWeight: 560 },
        description: { fontSize: '0.8125rem' },
        error: { fontSize: '0.8125rem' },
      },
    }),
    Checkbox: Checkbox.extend({
      defaultProps: { iconColor: 'var(--hp-on-filled)' },
      classNames: { input: optionClasses.mark },
    }),
    Radio: Radio.extend({
      defaultProps: { iconColor: 'var(--hp-on-filled)' },
      classNames: { radio: optionClasses.mark },
    }),
    Switch: Switch.extend({ defaultProps: { withThumbIndicator: false }, classNames: switchClasses }),
    Modal: Modal.extend({
      styles: { title: { fontSize: '1.0625rem', fontWeight: 620 } },
      defaultProps: {
        attributes: dialogParts,
        centered: true,
        shadow: 'none',
        overlayProps: { backgroundOpacity: 0.45 },
        padding: 'lg',
      },
    }),
    Drawer: Drawer.extend({
      defaultProps: { attributes: dialogParts, shadow: 'none', overlayProps: { backgroundOpacity: 0.45 } },
    }),
    Menu: Menu.extend({ defaultProps: { shadow: 'sm' } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'sm' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 250, multiline: true, maw: 300 } }),
  },
});
