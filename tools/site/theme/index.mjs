// The default theme with the fonts of the reader's machine: a page asks nobody for anything.
import theme from 'vitepress/theme-without-fonts';
import './site.css';

export default theme;
