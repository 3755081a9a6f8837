#!/usr/bin/env node
// Made from src/cli/ by `npm run generate`; not minified, so that it can be read.
import { createRequire as requireOfBundle } from "node:module";
const require = requireOfBundle(import.meta.url);
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// node_modules/picomatch/lib/constants.js
var require_constants = __commonJS({
  "node_modules/picomatch/lib/constants.js"(exports, module) {
    "use strict";
    var WIN_SLASH = "\\\\/";
    var WIN_NO_SLASH = `[^${WIN_SLASH}]`;
    var DEFAULT_MAX_EXTGLOB_RECURSION = 0;
    var DOT_LITERAL = "\\.";
    var PLUS_LITERAL = "\\+";
    var QMARK_LITERAL = "\\?";
    var SLASH_LITERAL = "\\/";
    var ONE_CHAR = "(?=.)";
    var QMARK = "[^/]";
    var END_ANCHOR = `(?:${SLASH_LITERAL}|$)`;
    var START_ANCHOR = `(?:^|${SLASH_LITERAL})`;
    var DOTS_SLASH = `${DOT_LITERAL}{1,2}${END_ANCHOR}`;
    var NO_DOT = `(?!${DOT_LITERAL})`;
    var NO_DOTS = `(?!${START_ANCHOR}${DOTS_SLASH})`;
    var NO_DOT_SLASH = `(?!${DOT_LITERAL}{0,1}${END_ANCHOR})`;
    var NO_DOTS_SLASH = `(?!${DOTS_SLASH})`;
    var QMARK_NO_DOT = `[^.${SLASH_LITERAL}]`;
    var STAR = `${QMARK}*?`;
    var SEP = "/";
    var POSIX_CHARS = {
      DOT_LITERAL,
      PLUS_LITERAL,
      QMARK_LITERAL,
      SLASH_LITERAL,
      ONE_CHAR,
      QMARK,
      END_ANCHOR,
      DOTS_SLASH,
      NO_DOT,
      NO_DOTS,
      NO_DOT_SLASH,
      NO_DOTS_SLASH,
      QMARK_NO_DOT,
      STAR,
      START_ANCHOR,
      SEP
    };
    var WINDOWS_CHARS = {
      ...POSIX_CHARS,
      SLASH_LITERAL: `[${WIN_SLASH}]`,
      QMARK: WIN_NO_SLASH,
      STAR: `${WIN_NO_SLASH}*?`,
      DOTS_SLASH: `${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$)`,
      NO_DOT: `(?!${DOT_LITERAL})`,
      NO_DOTS: `(?!(?:^|[${WIN_SLASH}])${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
      NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}(?:[${WIN_SLASH}]|$))`,
      NO_DOTS_SLASH: `(?!${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
      QMARK_NO_DOT: `[^.${WIN_SLASH}]`,
      START_ANCHOR: `(?:^|[${WIN_SLASH}])`,
      END_ANCHOR: `(?:[${WIN_SLASH}]|$)`,
      SEP: "\\"
    };
    var POSIX_REGEX_SOURCE = {
      __proto__: null,
      alnum: "a-zA-Z0-9",
      alpha: "a-zA-Z",
      ascii: "\\x00-\\x7F",
      blank: " \\t",
      cntrl: "\\x00-\\x1F\\x7F",
      digit: "0-9",
      graph: "\\x21-\\x7E",
      lower: "a-z",
      print: "\\x20-\\x7E ",
      punct: "\\-!\"#$%&'()\\*+,./:;<=>?@[\\]^_`{|}~",
      space: " \\t\\r\\n\\v\\f",
      upper: "A-Z",
      word: "A-Za-z0-9_",
      xdigit: "A-Fa-f0-9"
    };
    module.exports = {
      DEFAULT_MAX_EXTGLOB_RECURSION,
      MAX_LENGTH: 1024 * 64,
      POSIX_REGEX_SOURCE,
      // regular expressions
      REGEX_BACKSLASH: /\\(?![*+?^${}(|)[\]])/g,
      REGEX_NON_SPECIAL_CHARS: /^[^@![\].,$*+?^{}()|\\/]+/,
      REGEX_SPECIAL_CHARS: /[-*+?.^${}(|)[\]]/,
      REGEX_SPECIAL_CHARS_BACKREF: /(\\?)((\W)(\3*))/g,
      REGEX_SPECIAL_CHARS_GLOBAL: /([-*+?.^${}(|)[\]])/g,
      REGEX_REMOVE_BACKSLASH: /(?:\[.*?[^\\]\]|\\(?=.))/g,
      // Replace globs with equivalent patterns to reduce parsing time.
      REPLACEMENTS: {
        __proto__: null,
        "***": "*",
        "**/**": "**",
        "**/**/**": "**"
      },
      // Digits
      CHAR_0: 48,
      /* 0 */
      CHAR_9: 57,
      /* 9 */
      // Alphabet chars.
      CHAR_UPPERCASE_A: 65,
      /* A */
      CHAR_LOWERCASE_A: 97,
      /* a */
      CHAR_UPPERCASE_Z: 90,
      /* Z */
      CHAR_LOWERCASE_Z: 122,
      /* z */
      CHAR_LEFT_PARENTHESES: 40,
      /* ( */
      CHAR_RIGHT_PARENTHESES: 41,
      /* ) */
      CHAR_ASTERISK: 42,
      /* * */
      // Non-alphabetic chars.
      CHAR_AMPERSAND: 38,
      /* & */
      CHAR_AT: 64,
      /* @ */
      CHAR_BACKWARD_SLASH: 92,
      /* \ */
      CHAR_CARRIAGE_RETURN: 13,
      /* \r */
      CHAR_CIRCUMFLEX_ACCENT: 94,
      /* ^ */
      CHAR_COLON: 58,
      /* : */
      CHAR_COMMA: 44,
      /* , */
      CHAR_DOT: 46,
      /* . */
      CHAR_DOUBLE_QUOTE: 34,
      /* " */
      CHAR_EQUAL: 61,
      /* = */
      CHAR_EXCLAMATION_MARK: 33,
      /* ! */
      CHAR_FORM_FEED: 12,
      /* \f */
      CHAR_FORWARD_SLASH: 47,
      /* / */
      CHAR_GRAVE_ACCENT: 96,
      /* ` */
      CHAR_HASH: 35,
      /* # */
      CHAR_HYPHEN_MINUS: 45,
      /* - */
      CHAR_LEFT_ANGLE_BRACKET: 60,
      /* < */
      CHAR_LEFT_CURLY_BRACE: 123,
      /* { */
      CHAR_LEFT_SQUARE_BRACKET: 91,
      /* [ */
      CHAR_LINE_FEED: 10,
      /* \n */
      CHAR_NO_BREAK_SPACE: 160,
      /* \u00A0 */
      CHAR_PERCENT: 37,
      /* % */
      CHAR_PLUS: 43,
      /* + */
      CHAR_QUESTION_MARK: 63,
      /* ? */
      CHAR_RIGHT_ANGLE_BRACKET: 62,
      /* > */
      CHAR_RIGHT_CURLY_BRACE: 125,
      /* } */
      CHAR_RIGHT_SQUARE_BRACKET: 93,
      /* ] */
      CHAR_SEMICOLON: 59,
      /* ; */
      CHAR_SINGLE_QUOTE: 39,
      /* ' */
      CHAR_SPACE: 32,
      /*   */
      CHAR_TAB: 9,
      /* \t */
      CHAR_UNDERSCORE: 95,
      /* _ */
      CHAR_VERTICAL_LINE: 124,
      /* | */
      CHAR_ZERO_WIDTH_NOBREAK_SPACE: 65279,
      /* \uFEFF */
      /**
       * Create EXTGLOB_CHARS
       */
      extglobChars(chars) {
        return {
          "!": { type: "negate", open: "(?:(?!(?:", close: `))${chars.STAR})` },
          "?": { type: "qmark", open: "(?:", close: ")?" },
          "+": { type: "plus", open: "(?:", close: ")+" },
          "*": { type: "star", open: "(?:", close: ")*" },
          "@": { type: "at", open: "(?:", close: ")" }
        };
      },
      /**
       * Create GLOB_CHARS
       */
      globChars(win32) {
        return win32 === true ? WINDOWS_CHARS : POSIX_CHARS;
      }
    };
  }
});

// node_modules/picomatch/lib/utils.js
var require_utils = __commonJS({
  "node_modules/picomatch/lib/utils.js"(exports) {
    "use strict";
    var {
      REGEX_BACKSLASH,
      REGEX_REMOVE_BACKSLASH,
      REGEX_SPECIAL_CHARS,
      REGEX_SPECIAL_CHARS_GLOBAL
    } = require_constants();
    exports.isObject = (val) => val !== null && typeof val === "object" && !Array.isArray(val);
    exports.hasRegexChars = (str) => REGEX_SPECIAL_CHARS.test(str);
    exports.isRegexChar = (str) => str.length === 1 && exports.hasRegexChars(str);
    exports.escapeRegex = (str) => str.replace(REGEX_SPECIAL_CHARS_GLOBAL, "\\$1");
    exports.toPosixSlashes = (str) => str.replace(REGEX_BACKSLASH, "/");
    exports.isWindows = () => {
      if (typeof navigator !== "undefined" && navigator.platform) {
        const platform = navigator.platform.toLowerCase();
        return platform === "win32" || platform === "windows";
      }
      if (typeof process !== "undefined" && process.platform) {
        return process.platform === "win32";
      }
      return false;
    };
    exports.removeBackslashes = (str) => {
      return str.replace(REGEX_REMOVE_BACKSLASH, (match) => {
        return match === "\\" ? "" : match;
      });
    };
    exports.escapeLast = (input, char, lastIdx) => {
      const idx = input.lastIndexOf(char, lastIdx);
      if (idx === -1) return input;
      if (input[idx - 1] === "\\") return exports.escapeLast(input, char, idx - 1);
      return `${input.slice(0, idx)}\\${input.slice(idx)}`;
    };
    exports.removePrefix = (input, state = {}) => {
      let output = input;
      if (output.startsWith("./")) {
        output = output.slice(2);
        state.prefix = "./";
      }
      return output;
    };
    exports.wrapOutput = (input, state = {}, options = {}) => {
      const prepend = options.contains ? "" : "^";
      const append = options.contains ? "" : "$";
      let output = `${prepend}(?:${input})${append}`;
      if (state.negated === true) {
        output = `(?:^(?!${output}).*$)`;
      }
      return output;
    };
    exports.basename = (path, { windows } = {}) => {
      const segs = path.split(windows ? /[\\/]/ : "/");
      const last = segs[segs.length - 1];
      if (last === "") {
        return segs[segs.length - 2];
      }
      return last;
    };
  }
});

// node_modules/picomatch/lib/scan.js
var require_scan = __commonJS({
  "node_modules/picomatch/lib/scan.js"(exports, module) {
    "use strict";
    var utils = require_utils();
    var {
      CHAR_ASTERISK,
      /* * */
      CHAR_AT,
      /* @ */
      CHAR_BACKWARD_SLASH,
      /* \ */
      CHAR_COMMA,
      /* , */
      CHAR_DOT,
      /* . */
      CHAR_EXCLAMATION_MARK,
      /* ! */
      CHAR_FORWARD_SLASH,
      /* / */
      CHAR_LEFT_CURLY_BRACE,
      /* { */
      CHAR_LEFT_PARENTHESES,
      /* ( */
      CHAR_LEFT_SQUARE_BRACKET,
      /* [ */
      CHAR_PLUS,
      /* + */
      CHAR_QUESTION_MARK,
      /* ? */
      CHAR_RIGHT_CURLY_BRACE,
      /* } */
      CHAR_RIGHT_PARENTHESES,
      /* ) */
      CHAR_RIGHT_SQUARE_BRACKET
      /* ] */
    } = require_constants();
    var isPathSeparator = (code) => {
      return code === CHAR_FORWARD_SLASH || code === CHAR_BACKWARD_SLASH;
    };
    var depth = (token) => {
      if (token.isPrefix !== true) {
        token.depth = token.isGlobstar ? Infinity : 1;
      }
    };
    var scan = (input, options) => {
      const opts = options || {};
      const length = input.length - 1;
      const scanToEnd = opts.parts === true || opts.tokens === true || opts.scanToEnd === true;
      const slashes = [];
      const tokens = [];
      const parts2 = [];
      let str = input;
      let index = -1;
      let start = 0;
      let lastIndex = 0;
      let isBrace = false;
      let isBracket = false;
      let isGlob = false;
      let isExtglob = false;
      let isGlobstar = false;
      let braceEscaped = false;
      let backslashes = false;
      let negated = false;
      let negatedExtglob = false;
      let finished = false;
      let braces = 0;
      let prev;
      let code;
      let token = { value: "", depth: 0, isGlob: false };
      const eos = () => index >= length;
      const peek = () => str.charCodeAt(index + 1);
      const advance = () => {
        prev = code;
        return str.charCodeAt(++index);
      };
      while (index < length) {
        code = advance();
        let next;
        if (code === CHAR_BACKWARD_SLASH) {
          backslashes = token.backslashes = true;
          code = advance();
          if (code === CHAR_LEFT_CURLY_BRACE) {
            braceEscaped = true;
          }
          continue;
        }
        if (braceEscaped === true || code === CHAR_LEFT_CURLY_BRACE) {
          braces++;
          while (eos() !== true && (code = advance())) {
            if (code === CHAR_BACKWARD_SLASH) {
              backslashes = token.backslashes = true;
              advance();
              continue;
            }
            if (code === CHAR_LEFT_CURLY_BRACE) {
              braces++;
              continue;
            }
            if (braceEscaped !== true && code === CHAR_DOT && (code = advance()) === CHAR_DOT) {
              isBrace = token.isBrace = true;
              isGlob = token.isGlob = true;
              finished = true;
              if (scanToEnd === true) {
                continue;
              }
              break;
            }
            if (braceEscaped !== true && code === CHAR_COMMA) {
              isBrace = token.isBrace = true;
              isGlob = token.isGlob = true;
              finished = true;
              if (scanToEnd === true) {
                continue;
              }
              break;
            }
            if (code === CHAR_RIGHT_CURLY_BRACE) {
              braces--;
              if (braces === 0) {
                braceEscaped = false;
                isBrace = token.isBrace = true;
                finished = true;
                break;
              }
            }
          }
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_FORWARD_SLASH) {
          slashes.push(index);
          tokens.push(token);
          token = { value: "", depth: 0, isGlob: false };
          if (finished === true) continue;
          if (prev === CHAR_DOT && index === start + 1) {
            start += 2;
            continue;
          }
          lastIndex = index + 1;
          continue;
        }
        if (opts.noext !== true) {
          const isExtglobChar = code === CHAR_PLUS || code === CHAR_AT || code === CHAR_ASTERISK || code === CHAR_QUESTION_MARK || code === CHAR_EXCLAMATION_MARK;
          if (isExtglobChar === true && peek() === CHAR_LEFT_PARENTHESES) {
            isGlob = token.isGlob = true;
            isExtglob = token.isExtglob = true;
            finished = true;
            if (code === CHAR_EXCLAMATION_MARK && index === start) {
              negatedExtglob = true;
            }
            if (scanToEnd === true) {
              let parens = 0;
              while (eos() !== true && (code = advance())) {
                if (code === CHAR_BACKWARD_SLASH) {
                  backslashes = token.backslashes = true;
                  advance();
                  continue;
                }
                if (code === CHAR_LEFT_PARENTHESES) {
                  parens++;
                  continue;
                }
                if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
                  finished = true;
                  break;
                }
              }
              continue;
            }
            break;
          }
        }
        if (code === CHAR_ASTERISK) {
          if (prev === CHAR_ASTERISK) isGlobstar = token.isGlobstar = true;
          isGlob = token.isGlob = true;
          finished = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_QUESTION_MARK) {
          isGlob = token.isGlob = true;
          finished = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_LEFT_SQUARE_BRACKET) {
          while (eos() !== true && (next = advance())) {
            if (next === CHAR_BACKWARD_SLASH) {
              backslashes = token.backslashes = true;
              advance();
              continue;
            }
            if (next === CHAR_RIGHT_SQUARE_BRACKET) {
              isBracket = token.isBracket = true;
              isGlob = token.isGlob = true;
              finished = true;
              break;
            }
          }
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (opts.nonegate !== true && code === CHAR_EXCLAMATION_MARK && index === start) {
          negated = token.negated = true;
          start++;
          continue;
        }
        if (opts.noparen !== true && code === CHAR_LEFT_PARENTHESES) {
          isGlob = token.isGlob = true;
          if (scanToEnd === true) {
            let parens = 1;
            while (eos() !== true && (code = advance())) {
              if (code === CHAR_BACKWARD_SLASH) {
                backslashes = token.backslashes = true;
                advance();
                continue;
              }
              if (code === CHAR_LEFT_PARENTHESES) {
                parens++;
                continue;
              }
              if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
                finished = true;
                break;
              }
            }
            continue;
          }
          break;
        }
        if (isGlob === true) {
          finished = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
      }
      if (opts.noext === true) {
        isExtglob = false;
        isGlob = false;
      }
      let base = str;
      let prefix = "";
      let glob = "";
      if (start > 0) {
        prefix = str.slice(0, start);
        str = str.slice(start);
        lastIndex -= start;
      }
      if (base && isGlob === true && lastIndex > 0) {
        base = str.slice(0, lastIndex);
        glob = str.slice(lastIndex);
      } else if (isGlob === true) {
        base = "";
        glob = str;
      } else {
        base = str;
      }
      if (base && base !== "" && base !== "/" && base !== str) {
        if (isPathSeparator(base.charCodeAt(base.length - 1))) {
          base = base.slice(0, -1);
        }
      }
      if (opts.unescape === true) {
        if (glob) glob = utils.removeBackslashes(glob);
        if (base && backslashes === true) {
          base = utils.removeBackslashes(base);
        }
      }
      const state = {
        prefix,
        input,
        start,
        base,
        glob,
        isBrace,
        isBracket,
        isGlob,
        isExtglob,
        isGlobstar,
        negated,
        negatedExtglob
      };
      if (opts.tokens === true) {
        state.maxDepth = 0;
        if (!isPathSeparator(code)) {
          tokens.push(token);
        }
        state.tokens = tokens;
      }
      if (opts.parts === true || opts.tokens === true) {
        let prevIndex;
        for (let idx = 0; idx < slashes.length; idx++) {
          const n2 = prevIndex !== void 0 ? prevIndex + 1 : start;
          const i = slashes[idx];
          const value2 = input.slice(n2, i);
          if (opts.tokens) {
            if (idx === 0 && start !== 0) {
              tokens[idx].isPrefix = true;
              tokens[idx].value = prefix;
            } else {
              tokens[idx].value = value2;
            }
            depth(tokens[idx]);
            state.maxDepth += tokens[idx].depth;
          }
          if (i >= start) {
            parts2.push(value2);
            prevIndex = i;
          }
        }
        const n = prevIndex !== void 0 ? prevIndex + 1 : start;
        const value = input.slice(n);
        parts2.push(value);
        if (opts.tokens && prevIndex && prevIndex + 1 < input.length) {
          tokens[tokens.length - 1].value = value;
          depth(tokens[tokens.length - 1]);
          state.maxDepth += tokens[tokens.length - 1].depth;
        }
        state.slashes = slashes;
        state.parts = parts2;
      }
      return state;
    };
    module.exports = scan;
  }
});

// node_modules/picomatch/lib/parse.js
var require_parse = __commonJS({
  "node_modules/picomatch/lib/parse.js"(exports, module) {
    "use strict";
    var constants = require_constants();
    var utils = require_utils();
    var {
      MAX_LENGTH,
      POSIX_REGEX_SOURCE,
      REGEX_NON_SPECIAL_CHARS,
      REGEX_SPECIAL_CHARS_BACKREF,
      REPLACEMENTS
    } = constants;
    var expandRange = (args, options) => {
      if (typeof options.expandRange === "function") {
        return options.expandRange(...args, options);
      }
      args.sort();
      const value = `[${args.join("-")}]`;
      try {
        new RegExp(value);
      } catch (ex) {
        return args.map((v) => utils.escapeRegex(v)).join("..");
      }
      return value;
    };
    var syntaxError = (type, char) => {
      return `Missing ${type}: "${char}" - use "\\\\${char}" to match literal characters`;
    };
    var splitTopLevel = (input) => {
      const parts2 = [];
      let bracket2 = 0;
      let paren = 0;
      let quote2 = 0;
      let value = "";
      let escaped = false;
      for (const ch of input) {
        if (escaped === true) {
          value += ch;
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          value += ch;
          escaped = true;
          continue;
        }
        if (ch === '"') {
          quote2 = quote2 === 1 ? 0 : 1;
          value += ch;
          continue;
        }
        if (quote2 === 0) {
          if (ch === "[") {
            bracket2++;
          } else if (ch === "]" && bracket2 > 0) {
            bracket2--;
          } else if (bracket2 === 0) {
            if (ch === "(") {
              paren++;
            } else if (ch === ")" && paren > 0) {
              paren--;
            } else if (ch === "|" && paren === 0) {
              parts2.push(value);
              value = "";
              continue;
            }
          }
        }
        value += ch;
      }
      parts2.push(value);
      return parts2;
    };
    var isPlainBranch = (branch) => {
      let escaped = false;
      for (const ch of branch) {
        if (escaped === true) {
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          escaped = true;
          continue;
        }
        if (/[?*+@!()[\]{}]/.test(ch)) {
          return false;
        }
      }
      return true;
    };
    var normalizeSimpleBranch = (branch) => {
      let value = branch.trim();
      let changed = true;
      while (changed === true) {
        changed = false;
        if (/^@\([^\\()[\]{}|]+\)$/.test(value)) {
          value = value.slice(2, -1);
          changed = true;
        }
      }
      if (!isPlainBranch(value)) {
        return;
      }
      return value.replace(/\\(.)/g, "$1");
    };
    var hasRepeatedCharPrefixOverlap = (branches) => {
      const values = branches.map(normalizeSimpleBranch).filter(Boolean);
      for (let i = 0; i < values.length; i++) {
        for (let j = i + 1; j < values.length; j++) {
          const a = values[i];
          const b = values[j];
          const char = a[0];
          if (!char || a !== char.repeat(a.length) || b !== char.repeat(b.length)) {
            continue;
          }
          if (a === b || a.startsWith(b) || b.startsWith(a)) {
            return true;
          }
        }
      }
      return false;
    };
    var parseRepeatedExtglob = (pattern, requireEnd = true) => {
      if (pattern[0] !== "+" && pattern[0] !== "*" || pattern[1] !== "(") {
        return;
      }
      let bracket2 = 0;
      let paren = 0;
      let quote2 = 0;
      let escaped = false;
      for (let i = 1; i < pattern.length; i++) {
        const ch = pattern[i];
        if (escaped === true) {
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          escaped = true;
          continue;
        }
        if (ch === '"') {
          quote2 = quote2 === 1 ? 0 : 1;
          continue;
        }
        if (quote2 === 1) {
          continue;
        }
        if (ch === "[") {
          bracket2++;
          continue;
        }
        if (ch === "]" && bracket2 > 0) {
          bracket2--;
          continue;
        }
        if (bracket2 > 0) {
          continue;
        }
        if (ch === "(") {
          paren++;
          continue;
        }
        if (ch === ")") {
          paren--;
          if (paren === 0) {
            if (requireEnd === true && i !== pattern.length - 1) {
              return;
            }
            return {
              type: pattern[0],
              body: pattern.slice(2, i),
              end: i
            };
          }
        }
      }
    };
    var buildCharClassStar = (chars) => {
      const source = chars.length === 1 ? utils.escapeRegex(chars[0]) : `[${chars.map((ch) => utils.escapeRegex(ch)).join("")}]`;
      return `${source}*`;
    };
    var getStarExtglobSequenceChars = (pattern) => {
      let index = 0;
      const chars = [];
      while (index < pattern.length) {
        const match = parseRepeatedExtglob(pattern.slice(index), false);
        if (!match || match.type !== "*") {
          return;
        }
        const branches = splitTopLevel(match.body).map((branch2) => branch2.trim());
        if (branches.length !== 1) {
          return;
        }
        const branch = normalizeSimpleBranch(branches[0]);
        if (!branch || branch.length !== 1) {
          return;
        }
        chars.push(branch);
        index += match.end + 1;
      }
      if (chars.length < 1) {
        return;
      }
      return chars;
    };
    var repeatedExtglobRecursion = (pattern) => {
      let depth = 0;
      let value = pattern.trim();
      let match = parseRepeatedExtglob(value);
      while (match) {
        depth++;
        value = match.body.trim();
        match = parseRepeatedExtglob(value);
      }
      return depth;
    };
    var analyzeRepeatedExtglob = (body, options) => {
      if (options.maxExtglobRecursion === false) {
        return { risky: false };
      }
      const max = typeof options.maxExtglobRecursion === "number" ? options.maxExtglobRecursion : constants.DEFAULT_MAX_EXTGLOB_RECURSION;
      const branches = splitTopLevel(body).map((branch) => branch.trim());
      if (branches.length > 1) {
        if (branches.some((branch) => branch === "") || branches.some((branch) => /^[*?]+$/.test(branch)) || hasRepeatedCharPrefixOverlap(branches)) {
          return { risky: true };
        }
      }
      const safeChars = [];
      let sawStarSequence = false;
      let combinable = true;
      for (const branch of branches) {
        const chars = getStarExtglobSequenceChars(branch);
        if (chars) {
          sawStarSequence = true;
          safeChars.push(...chars);
          continue;
        }
        const literal = normalizeSimpleBranch(branch);
        if (literal && literal.length === 1) {
          safeChars.push(literal);
          continue;
        }
        combinable = false;
        if (repeatedExtglobRecursion(branch) > max) {
          return { risky: true };
        }
      }
      if (sawStarSequence) {
        return combinable ? { risky: true, safeOutput: buildCharClassStar([...new Set(safeChars)]) } : { risky: true };
      }
      return { risky: false };
    };
    var parse = (input, options) => {
      if (typeof input !== "string") {
        throw new TypeError("Expected a string");
      }
      input = REPLACEMENTS[input] || input;
      const opts = { ...options };
      const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
      let len = input.length;
      if (len > max) {
        throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
      }
      const bos = { type: "bos", value: "", output: opts.prepend || "" };
      const tokens = [bos];
      const capture = opts.capture ? "" : "?:";
      const PLATFORM_CHARS = constants.globChars(opts.windows);
      const EXTGLOB_CHARS = constants.extglobChars(PLATFORM_CHARS);
      const {
        DOT_LITERAL,
        PLUS_LITERAL,
        SLASH_LITERAL,
        ONE_CHAR,
        DOTS_SLASH,
        NO_DOT,
        NO_DOT_SLASH,
        NO_DOTS_SLASH,
        QMARK,
        QMARK_NO_DOT,
        STAR,
        START_ANCHOR
      } = PLATFORM_CHARS;
      const globstar = (opts2) => {
        return `(${capture}(?:(?!${START_ANCHOR}${opts2.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
      };
      const nodot = opts.dot ? "" : NO_DOT;
      const qmarkNoDot = opts.dot ? QMARK : QMARK_NO_DOT;
      let star = opts.bash === true ? globstar(opts) : STAR;
      if (opts.capture) {
        star = `(${star})`;
      }
      if (typeof opts.noext === "boolean") {
        opts.noextglob = opts.noext;
      }
      const state = {
        input,
        index: -1,
        start: 0,
        dot: opts.dot === true,
        consumed: "",
        output: "",
        prefix: "",
        backtrack: false,
        negated: false,
        brackets: 0,
        braces: 0,
        parens: 0,
        quotes: 0,
        globstar: false,
        tokens
      };
      input = utils.removePrefix(input, state);
      len = input.length;
      const extglobs = [];
      const braces = [];
      const stack = [];
      let prev = bos;
      let value;
      const eos = () => state.index === len - 1;
      const peek = state.peek = (n = 1) => input[state.index + n];
      const advance = state.advance = () => input[++state.index] || "";
      const remaining = () => input.slice(state.index + 1);
      const consume = (value2 = "", num = 0) => {
        state.consumed += value2;
        state.index += num;
      };
      const append = (token) => {
        state.output += token.output != null ? token.output : token.value;
        consume(token.value);
      };
      const negate = () => {
        let count = 1;
        while (peek() === "!" && (peek(2) !== "(" || peek(3) === "?")) {
          advance();
          state.start++;
          count++;
        }
        if (count % 2 === 0) {
          return false;
        }
        state.negated = true;
        state.start++;
        return true;
      };
      const increment = (type) => {
        state[type]++;
        stack.push(type);
      };
      const decrement = (type) => {
        state[type]--;
        stack.pop();
      };
      const push = (tok) => {
        if (prev.type === "globstar") {
          const isBrace = state.braces > 0 && (tok.type === "comma" || tok.type === "brace");
          const isExtglob = tok.extglob === true || extglobs.length && (tok.type === "pipe" || tok.type === "paren");
          if (tok.type !== "slash" && tok.type !== "paren" && !isBrace && !isExtglob) {
            state.output = state.output.slice(0, -prev.output.length);
            prev.type = "star";
            prev.value = "*";
            prev.output = star;
            state.output += prev.output;
          }
        }
        if (extglobs.length && tok.type !== "paren") {
          extglobs[extglobs.length - 1].inner += tok.value;
        }
        if (tok.value || tok.output) append(tok);
        if (prev && prev.type === "text" && tok.type === "text") {
          prev.output = (prev.output || prev.value) + tok.value;
          prev.value += tok.value;
          return;
        }
        tok.prev = prev;
        tokens.push(tok);
        prev = tok;
      };
      const extglobOpen = (type, value2) => {
        const token = { ...EXTGLOB_CHARS[value2], conditions: 1, inner: "" };
        token.prev = prev;
        token.parens = state.parens;
        token.output = state.output;
        token.startIndex = state.index;
        token.tokensIndex = tokens.length;
        const output = (opts.capture ? "(" : "") + token.open;
        increment("parens");
        push({ type, value: value2, output: state.output ? "" : ONE_CHAR });
        push({ type: "paren", extglob: true, value: advance(), output });
        extglobs.push(token);
      };
      const extglobClose = (token) => {
        const literal = input.slice(token.startIndex, state.index + 1);
        const body = input.slice(token.startIndex + 2, state.index);
        const analysis = analyzeRepeatedExtglob(body, opts);
        if ((token.type === "plus" || token.type === "star") && analysis.risky) {
          const safeOutput = analysis.safeOutput ? (token.output ? "" : ONE_CHAR) + (opts.capture ? `(${analysis.safeOutput})` : analysis.safeOutput) : void 0;
          const open = tokens[token.tokensIndex];
          open.type = "text";
          open.value = literal;
          open.output = safeOutput || utils.escapeRegex(literal);
          for (let i = token.tokensIndex + 1; i < tokens.length; i++) {
            tokens[i].value = "";
            tokens[i].output = "";
            delete tokens[i].suffix;
          }
          state.output = token.output + open.output;
          state.backtrack = true;
          push({ type: "paren", extglob: true, value, output: "" });
          decrement("parens");
          return;
        }
        let output = token.close + (opts.capture ? ")" : "");
        let rest;
        if (token.type === "negate") {
          let extglobStar = star;
          if (token.inner && token.inner.length > 1 && token.inner.includes("/")) {
            extglobStar = globstar(opts);
          }
          if (extglobStar !== star || eos() || /^\)+$/.test(remaining())) {
            output = token.close = `)$))${extglobStar}`;
          }
          if (token.inner.includes("*") && (rest = remaining()) && /^\.[^\\/.]+$/.test(rest)) {
            const expression = parse(rest, { ...options, fastpaths: false }).output;
            output = token.close = `)${expression})${extglobStar})`;
          }
          if (token.prev.type === "bos") {
            state.negatedExtglob = true;
          }
        }
        push({ type: "paren", extglob: true, value, output });
        decrement("parens");
      };
      if (opts.fastpaths !== false && !/(^[*!]|[/()[\]{}"])/.test(input)) {
        let backslashes = false;
        let output = input.replace(REGEX_SPECIAL_CHARS_BACKREF, (m, esc, chars, first, rest, index) => {
          if (first === "\\") {
            backslashes = true;
            return m;
          }
          if (first === "?") {
            if (esc) {
              return esc + first + (rest ? QMARK.repeat(rest.length) : "");
            }
            if (index === 0) {
              return qmarkNoDot + (rest ? QMARK.repeat(rest.length) : "");
            }
            return QMARK.repeat(chars.length);
          }
          if (first === ".") {
            return DOT_LITERAL.repeat(chars.length);
          }
          if (first === "*") {
            if (esc) {
              return esc + first + (rest ? star : "");
            }
            return star;
          }
          return esc ? m : `\\${m}`;
        });
        if (backslashes === true) {
          if (opts.unescape === true) {
            output = output.replace(/\\/g, "");
          } else {
            output = output.replace(/\\+/g, (m) => {
              return m.length % 2 === 0 ? "\\\\" : m ? "\\" : "";
            });
          }
        }
        if (output === input && opts.contains === true) {
          state.output = input;
          return state;
        }
        state.output = utils.wrapOutput(output, state, options);
        return state;
      }
      while (!eos()) {
        value = advance();
        if (value === "\0") {
          continue;
        }
        if (value === "\\") {
          const next = peek();
          if (next === "/" && opts.bash !== true) {
            continue;
          }
          if (next === "." || next === ";") {
            continue;
          }
          if (!next) {
            value += "\\";
            push({ type: "text", value });
            continue;
          }
          const match = /^\\+/.exec(remaining());
          let slashes = 0;
          if (match && match[0].length > 2) {
            slashes = match[0].length;
            state.index += slashes;
            if (slashes % 2 !== 0) {
              value += "\\";
            }
          }
          if (opts.unescape === true) {
            value = advance();
          } else {
            value += advance();
          }
          if (state.brackets === 0) {
            push({ type: "text", value });
            continue;
          }
        }
        if (state.brackets > 0 && (value !== "]" || prev.value === "[" || prev.value === "[^")) {
          if (opts.posix !== false && value === ":") {
            const inner = prev.value.slice(1);
            if (inner.includes("[")) {
              prev.posix = true;
              if (inner.includes(":")) {
                const idx = prev.value.lastIndexOf("[");
                const pre = prev.value.slice(0, idx);
                const rest2 = prev.value.slice(idx + 2);
                const posix = POSIX_REGEX_SOURCE[rest2];
                if (posix) {
                  prev.value = pre + posix;
                  state.backtrack = true;
                  advance();
                  if (!bos.output && tokens.indexOf(prev) === 1) {
                    bos.output = ONE_CHAR;
                  }
                  continue;
                }
              }
            }
          }
          if (value === "[" && peek() !== ":" || value === "-" && peek() === "]") {
            value = `\\${value}`;
          }
          if (value === "]" && (prev.value === "[" || prev.value === "[^")) {
            value = `\\${value}`;
          }
          if (opts.posix === true && value === "!" && prev.value === "[") {
            value = "^";
          }
          prev.value += value;
          append({ value });
          continue;
        }
        if (state.quotes === 1 && value !== '"') {
          value = utils.escapeRegex(value);
          prev.value += value;
          append({ value });
          continue;
        }
        if (value === '"') {
          state.quotes = state.quotes === 1 ? 0 : 1;
          if (opts.keepQuotes === true) {
            push({ type: "text", value });
          }
          continue;
        }
        if (value === "(") {
          increment("parens");
          push({ type: "paren", value });
          continue;
        }
        if (value === ")") {
          if (state.parens === 0 && opts.strictBrackets === true) {
            throw new SyntaxError(syntaxError("opening", "("));
          }
          const extglob = extglobs[extglobs.length - 1];
          if (extglob && state.parens === extglob.parens + 1) {
            extglobClose(extglobs.pop());
            continue;
          }
          push({ type: "paren", value, output: state.parens ? ")" : "\\)" });
          decrement("parens");
          continue;
        }
        if (value === "[") {
          if (opts.nobracket === true || !remaining().includes("]")) {
            if (opts.nobracket !== true && opts.strictBrackets === true) {
              throw new SyntaxError(syntaxError("closing", "]"));
            }
            value = `\\${value}`;
          } else {
            increment("brackets");
          }
          push({ type: "bracket", value });
          continue;
        }
        if (value === "]") {
          if (opts.nobracket === true || prev && prev.type === "bracket" && prev.value.length === 1) {
            push({ type: "text", value, output: `\\${value}` });
            continue;
          }
          if (state.brackets === 0) {
            if (opts.strictBrackets === true) {
              throw new SyntaxError(syntaxError("opening", "["));
            }
            push({ type: "text", value, output: `\\${value}` });
            continue;
          }
          decrement("brackets");
          const prevValue = prev.value.slice(1);
          if (prev.posix !== true && prevValue[0] === "^" && !prevValue.includes("/")) {
            value = `/${value}`;
          }
          prev.value += value;
          append({ value });
          if (opts.literalBrackets === false || utils.hasRegexChars(prevValue)) {
            continue;
          }
          const escaped = utils.escapeRegex(prev.value);
          state.output = state.output.slice(0, -prev.value.length);
          if (opts.literalBrackets === true) {
            state.output += escaped;
            prev.value = escaped;
            continue;
          }
          prev.value = `(${capture}${escaped}|${prev.value})`;
          state.output += prev.value;
          continue;
        }
        if (value === "{" && opts.nobrace !== true) {
          increment("braces");
          const open = {
            type: "brace",
            value,
            output: "(",
            outputIndex: state.output.length,
            tokensIndex: state.tokens.length
          };
          braces.push(open);
          push(open);
          continue;
        }
        if (value === "}") {
          const brace = braces[braces.length - 1];
          if (opts.nobrace === true || !brace) {
            push({ type: "text", value, output: value });
            continue;
          }
          let output = ")";
          if (brace.dots === true) {
            const arr = tokens.slice();
            const range = [];
            for (let i = arr.length - 1; i >= 0; i--) {
              tokens.pop();
              if (arr[i].type === "brace") {
                break;
              }
              if (arr[i].type !== "dots") {
                range.unshift(arr[i].value);
              }
            }
            output = expandRange(range, opts);
            state.backtrack = true;
          }
          if (brace.comma !== true && brace.dots !== true) {
            const out = state.output.slice(0, brace.outputIndex);
            const toks = state.tokens.slice(brace.tokensIndex);
            brace.value = brace.output = "\\{";
            value = output = "\\}";
            state.output = out;
            for (const t of toks) {
              state.output += t.output || t.value;
            }
          }
          push({ type: "brace", value, output });
          decrement("braces");
          braces.pop();
          continue;
        }
        if (value === "|") {
          if (extglobs.length > 0) {
            extglobs[extglobs.length - 1].conditions++;
          }
          push({ type: "text", value });
          continue;
        }
        if (value === ",") {
          let output = value;
          const brace = braces[braces.length - 1];
          if (brace && stack[stack.length - 1] === "braces") {
            brace.comma = true;
            output = "|";
          }
          push({ type: "comma", value, output });
          continue;
        }
        if (value === "/") {
          if (prev.type === "dot" && state.index === state.start + 1) {
            state.start = state.index + 1;
            state.consumed = "";
            state.output = "";
            tokens.pop();
            prev = bos;
            continue;
          }
          push({ type: "slash", value, output: SLASH_LITERAL });
          continue;
        }
        if (value === ".") {
          if (state.braces > 0 && prev.type === "dot") {
            if (prev.value === ".") prev.output = DOT_LITERAL;
            const brace = braces[braces.length - 1];
            prev.type = "dots";
            prev.output += value;
            prev.value += value;
            brace.dots = true;
            continue;
          }
          if (state.braces + state.parens === 0 && prev.type !== "bos" && prev.type !== "slash") {
            push({ type: "text", value, output: DOT_LITERAL });
            continue;
          }
          push({ type: "dot", value, output: DOT_LITERAL });
          continue;
        }
        if (value === "?") {
          const isGroup = prev && prev.value === "(";
          if (!isGroup && opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            extglobOpen("qmark", value);
            continue;
          }
          if (prev && prev.type === "paren") {
            const next = peek();
            let output = value;
            if (prev.value === "(" && !/[!=<:]/.test(next) || next === "<" && !/<([!=]|\w+>)/.test(remaining())) {
              output = `\\${value}`;
            }
            push({ type: "text", value, output });
            continue;
          }
          if (opts.dot !== true && (prev.type === "slash" || prev.type === "bos")) {
            push({ type: "qmark", value, output: QMARK_NO_DOT });
            continue;
          }
          push({ type: "qmark", value, output: QMARK });
          continue;
        }
        if (value === "!") {
          if (opts.noextglob !== true && peek() === "(") {
            if (peek(2) !== "?" || !/[!=<:]/.test(peek(3))) {
              extglobOpen("negate", value);
              continue;
            }
          }
          if (opts.nonegate !== true && state.index === 0) {
            negate();
            continue;
          }
        }
        if (value === "+") {
          if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            extglobOpen("plus", value);
            continue;
          }
          if (prev && prev.value === "(" || opts.regex === false) {
            push({ type: "plus", value, output: PLUS_LITERAL });
            continue;
          }
          if (prev && (prev.type === "bracket" || prev.type === "paren" || prev.type === "brace") || state.parens > 0) {
            push({ type: "plus", value });
            continue;
          }
          push({ type: "plus", value: PLUS_LITERAL });
          continue;
        }
        if (value === "@") {
          if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            push({ type: "at", extglob: true, value, output: "" });
            continue;
          }
          push({ type: "text", value });
          continue;
        }
        if (value !== "*") {
          if (value === "$" || value === "^") {
            value = `\\${value}`;
          }
          const match = REGEX_NON_SPECIAL_CHARS.exec(remaining());
          if (match) {
            value += match[0];
            state.index += match[0].length;
          }
          push({ type: "text", value });
          continue;
        }
        if (prev && (prev.type === "globstar" || prev.star === true)) {
          prev.type = "star";
          prev.star = true;
          prev.value += value;
          prev.output = star;
          state.backtrack = true;
          state.globstar = true;
          consume(value);
          continue;
        }
        let rest = remaining();
        if (opts.noextglob !== true && /^\([^?]/.test(rest)) {
          extglobOpen("star", value);
          continue;
        }
        if (prev.type === "star") {
          if (opts.noglobstar === true) {
            consume(value);
            continue;
          }
          const prior = prev.prev;
          const before = prior.prev;
          const isStart = prior.type === "slash" || prior.type === "bos";
          const afterStar = before && (before.type === "star" || before.type === "globstar");
          if (opts.bash === true && (!isStart || rest[0] && rest[0] !== "/")) {
            push({ type: "star", value, output: "" });
            continue;
          }
          const isBrace = state.braces > 0 && (prior.type === "comma" || prior.type === "brace");
          const isExtglob = extglobs.length && (prior.type === "pipe" || prior.type === "paren");
          if (!isStart && prior.type !== "paren" && !isBrace && !isExtglob) {
            push({ type: "star", value, output: "" });
            continue;
          }
          while (rest.slice(0, 3) === "/**") {
            const after = input[state.index + 4];
            if (after && after !== "/") {
              break;
            }
            rest = rest.slice(3);
            consume("/**", 3);
          }
          const isEnd = eos() || state.parens > 0 && rest === ")".repeat(state.parens) && !extglobs.some((extglob) => extglob.type === "negate");
          if (prior.type === "bos" && eos()) {
            prev.type = "globstar";
            prev.value += value;
            prev.output = globstar(opts);
            state.output = prev.output;
            state.globstar = true;
            consume(value);
            continue;
          }
          if (prior.type === "slash" && prior.prev.type !== "bos" && !afterStar && isEnd) {
            state.output = state.output.slice(0, -(prior.output + prev.output).length);
            prior.output = `(?:${prior.output}`;
            prev.type = "globstar";
            prev.output = globstar(opts) + (opts.strictSlashes ? ")" : "|$)");
            prev.value += value;
            state.globstar = true;
            state.output += prior.output + prev.output;
            consume(value);
            continue;
          }
          if (prior.type === "slash" && prior.prev.type !== "bos" && rest[0] === "/") {
            const end = rest[1] !== void 0 ? "|$" : "";
            state.output = state.output.slice(0, -(prior.output + prev.output).length);
            prior.output = `(?:${prior.output}`;
            prev.type = "globstar";
            prev.output = `${globstar(opts)}${SLASH_LITERAL}|${SLASH_LITERAL}${end})`;
            prev.value += value;
            state.output += prior.output + prev.output;
            state.globstar = true;
            consume(value + advance());
            push({ type: "slash", value: "/", output: "" });
            continue;
          }
          if (prior.type === "bos" && rest[0] === "/") {
            prev.type = "globstar";
            prev.value += value;
            prev.output = `(?:^|${SLASH_LITERAL}|${globstar(opts)}${SLASH_LITERAL})`;
            state.output = prev.output;
            state.globstar = true;
            consume(value + advance());
            push({ type: "slash", value: "/", output: "" });
            continue;
          }
          state.output = state.output.slice(0, -prev.output.length);
          prev.type = "globstar";
          prev.output = globstar(opts);
          prev.value += value;
          state.output += prev.output;
          state.globstar = true;
          consume(value);
          continue;
        }
        const token = { type: "star", value, output: star };
        if (opts.bash === true) {
          token.output = ".*?";
          if (prev.type === "bos" || prev.type === "slash") {
            token.output = nodot + token.output;
          }
          push(token);
          continue;
        }
        if (prev && (prev.type === "bracket" || prev.type === "paren") && opts.regex === true) {
          token.output = value;
          push(token);
          continue;
        }
        if (state.index === state.start || prev.type === "slash" || prev.type === "dot") {
          if (prev.type === "dot") {
            state.output += NO_DOT_SLASH;
            prev.output += NO_DOT_SLASH;
          } else if (opts.dot === true) {
            state.output += NO_DOTS_SLASH;
            prev.output += NO_DOTS_SLASH;
          } else {
            state.output += nodot;
            prev.output += nodot;
          }
          if (peek() !== "*") {
            state.output += ONE_CHAR;
            prev.output += ONE_CHAR;
          }
        }
        push(token);
      }
      while (state.brackets > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
        state.output = utils.escapeLast(state.output, "[");
        decrement("brackets");
      }
      while (state.parens > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", ")"));
        state.output = utils.escapeLast(state.output, "(");
        decrement("parens");
      }
      while (state.braces > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "}"));
        state.output = utils.escapeLast(state.output, "{");
        decrement("braces");
      }
      if (opts.strictSlashes !== true && (prev.type === "star" || prev.type === "bracket")) {
        push({ type: "maybe_slash", value: "", output: `${SLASH_LITERAL}?` });
      }
      if (state.backtrack === true) {
        state.output = "";
        for (const token of state.tokens) {
          state.output += token.output != null ? token.output : token.value;
          if (token.suffix) {
            state.output += token.suffix;
          }
        }
      }
      return state;
    };
    parse.fastpaths = (input, options) => {
      const opts = { ...options };
      const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
      const len = input.length;
      if (len > max) {
        throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
      }
      input = REPLACEMENTS[input] || input;
      const {
        DOT_LITERAL,
        SLASH_LITERAL,
        ONE_CHAR,
        DOTS_SLASH,
        NO_DOT,
        NO_DOTS,
        NO_DOTS_SLASH,
        STAR,
        START_ANCHOR
      } = constants.globChars(opts.windows);
      const nodot = opts.dot ? NO_DOTS : NO_DOT;
      const slashDot = opts.dot ? NO_DOTS_SLASH : NO_DOT;
      const capture = opts.capture ? "" : "?:";
      const state = { negated: false, prefix: "" };
      let star = opts.bash === true ? ".*?" : STAR;
      if (opts.capture) {
        star = `(${star})`;
      }
      const globstar = (opts2) => {
        if (opts2.noglobstar === true) return star;
        return `(${capture}(?:(?!${START_ANCHOR}${opts2.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
      };
      const create = (str) => {
        switch (str) {
          case "*":
            return `${nodot}${ONE_CHAR}${star}`;
          case ".*":
            return `${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "*.*":
            return `${nodot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "*/*":
            return `${nodot}${star}${SLASH_LITERAL}${ONE_CHAR}${slashDot}${star}`;
          case "**":
            return nodot + globstar(opts);
          case "**/*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${ONE_CHAR}${star}`;
          case "**/*.*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "**/.*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${DOT_LITERAL}${ONE_CHAR}${star}`;
          default: {
            const match = /^(.*?)\.(\w+)$/.exec(str);
            if (!match) return;
            const source2 = create(match[1]);
            if (!source2) return;
            return source2 + DOT_LITERAL + match[2];
          }
        }
      };
      const output = utils.removePrefix(input, state);
      let source = create(output);
      if (source && opts.strictSlashes !== true) {
        source += `${SLASH_LITERAL}?`;
      }
      return source;
    };
    module.exports = parse;
  }
});

// node_modules/picomatch/lib/picomatch.js
var require_picomatch = __commonJS({
  "node_modules/picomatch/lib/picomatch.js"(exports, module) {
    "use strict";
    var scan = require_scan();
    var parse = require_parse();
    var utils = require_utils();
    var constants = require_constants();
    var isObject = (val) => val && typeof val === "object" && !Array.isArray(val);
    var picomatch3 = (glob, options, returnState = false) => {
      if (Array.isArray(glob)) {
        const fns = glob.map((input) => picomatch3(input, options, returnState));
        const arrayMatcher = (str) => {
          for (const isMatch of fns) {
            const state2 = isMatch(str);
            if (state2) return state2;
          }
          return false;
        };
        return arrayMatcher;
      }
      const isState = isObject(glob) && glob.tokens && glob.input;
      if (glob === "" || typeof glob !== "string" && !isState) {
        throw new TypeError("Expected pattern to be a non-empty string");
      }
      const opts = options || {};
      const posix = opts.windows;
      const regex = isState ? picomatch3.compileRe(glob, options) : picomatch3.makeRe(glob, options, false, true);
      const state = regex.state;
      delete regex.state;
      let isIgnored = () => false;
      if (opts.ignore) {
        const ignoreOpts = { ...options, ignore: null, onMatch: null, onResult: null };
        isIgnored = picomatch3(opts.ignore, ignoreOpts, returnState);
      }
      const matcher = (input, returnObject = false) => {
        const { isMatch, match, output } = picomatch3.test(input, regex, options, { glob, posix });
        const result = { glob, state, regex, posix, input, output, match, isMatch };
        if (typeof opts.onResult === "function") {
          opts.onResult(result);
        }
        if (isMatch === false) {
          result.isMatch = false;
          return returnObject ? result : false;
        }
        if (isIgnored(input)) {
          if (typeof opts.onIgnore === "function") {
            opts.onIgnore(result);
          }
          result.isMatch = false;
          return returnObject ? result : false;
        }
        if (typeof opts.onMatch === "function") {
          opts.onMatch(result);
        }
        return returnObject ? result : true;
      };
      if (returnState) {
        matcher.state = state;
      }
      return matcher;
    };
    picomatch3.test = (input, regex, options, { glob, posix } = {}) => {
      if (typeof input !== "string") {
        throw new TypeError("Expected input to be a string");
      }
      if (input === "") {
        return { isMatch: false, output: "" };
      }
      const opts = options || {};
      const format = opts.format || (posix ? utils.toPosixSlashes : null);
      let match = input === glob;
      let output = match && format ? format(input) : input;
      if (match === false) {
        output = format ? format(input) : input;
        match = output === glob;
      }
      if (match === false || opts.capture === true) {
        if (opts.matchBase === true || opts.basename === true) {
          match = picomatch3.matchBase(input, regex, options, posix);
        } else {
          match = regex.exec(output);
        }
      }
      return { isMatch: Boolean(match), match, output };
    };
    picomatch3.matchBase = (input, glob, options, posix = options && options.windows) => {
      const regex = glob instanceof RegExp ? glob : picomatch3.makeRe(glob, options);
      return regex.test(utils.basename(input, { windows: posix }));
    };
    picomatch3.isMatch = (str, patterns, options) => picomatch3(patterns, options)(str);
    picomatch3.parse = (pattern, options) => {
      if (Array.isArray(pattern)) return pattern.map((p) => picomatch3.parse(p, options));
      return parse(pattern, { ...options, fastpaths: false });
    };
    picomatch3.scan = (input, options) => scan(input, options);
    picomatch3.compileRe = (state, options, returnOutput = false, returnState = false) => {
      if (returnOutput === true) {
        return state.output;
      }
      const opts = options || {};
      const prepend = opts.contains ? "" : "^";
      const append = opts.contains ? "" : "$";
      let source = `${prepend}(?:${state.output})${append}`;
      if (state && state.negated === true) {
        source = `^(?!${source}).*$`;
      }
      const regex = picomatch3.toRegex(source, options);
      if (returnState === true) {
        regex.state = state;
      }
      return regex;
    };
    picomatch3.makeRe = (input, options = {}, returnOutput = false, returnState = false) => {
      if (!input || typeof input !== "string") {
        throw new TypeError("Expected a non-empty string");
      }
      let parsed = { negated: false, fastpaths: true };
      if (options.fastpaths !== false && (input[0] === "." || input[0] === "*")) {
        parsed.output = parse.fastpaths(input, options);
      }
      if (!parsed.output) {
        parsed = parse(input, options);
      }
      return picomatch3.compileRe(parsed, options, returnOutput, returnState);
    };
    picomatch3.toRegex = (source, options) => {
      try {
        const opts = options || {};
        return new RegExp(source, opts.flags || (opts.nocase ? "i" : ""));
      } catch (err) {
        if (options && options.debug === true) throw err;
        return /$^/;
      }
    };
    picomatch3.constants = constants;
    module.exports = picomatch3;
  }
});

// node_modules/picomatch/index.js
var require_picomatch2 = __commonJS({
  "node_modules/picomatch/index.js"(exports, module) {
    "use strict";
    var pico = require_picomatch();
    var utils = require_utils();
    function picomatch3(glob, options, returnState = false) {
      if (options && (options.windows === null || options.windows === void 0)) {
        options = { ...options, windows: utils.isWindows() };
      }
      return pico(glob, options, returnState);
    }
    Object.assign(picomatch3, pico);
    module.exports = picomatch3;
  }
});

// src/cli/guard/guard-call.ts
var guardHooks = ["pre-tool-use", "pre-commit", "pre-push"];
function readGuardCall([
  command,
  name = "pre-tool-use",
  ...rest
]) {
  if (command !== "guard" || rest.some((word) => word.startsWith("-"))) return null;
  return guardHooks.find((hook) => hook === name) ?? null;
}

// src/cli/exit-codes.ts
var exitCodes = {
  /** Nothing is missing. */
  satisfied: 0,
  /** Something is missing in a plan. */
  findings: 1,
  /** The call or the config is wrong. */
  usage: 2,
  /** We failed: nothing is said about the plans. */
  ours: 3,
  /** The time to wait is over, and nobody has decided. */
  timeOver: 4
};

// src/plan/reading/hidden-characters.ts
function replaceHidden(text, replace) {
  if (isPlain(text) || !hidden.test(text)) return text;
  return text.replaceAll(
    meantOrHidden(),
    (found, hidden2) => hidden2 === void 0 ? found : replace(hidden2)
  );
}
function isPlain(text) {
  return !/[^\t\n -~]/.test(text);
}
var keycap = /[0-9#*]\uFE0F\u20E3/u;
var flag = /\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}/u;
var emoji = /\p{Extended_Pictographic}(?:[\uFE0E\uFE0F]|\p{Emoji_Modifier})?(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)*/u;
var joined = /(?<=(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}])[\u200C\u200D](?=[\p{L}\p{M}])/u;
var hidden = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/u;
var meantOrHiddenMade;
function meantOrHidden() {
  meantOrHiddenMade ??= new RegExp(
    `${[keycap, flag, emoji, joined].map(({ source }) => source).join("|")}|(${hidden.source})`,
    "gu"
  );
  return meantOrHiddenMade;
}

// src/render/text/visible-text.ts
function visibleText(text) {
  const lines = text.replaceAll(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n").replaceAll("	", "    ");
  return replaceHidden(lines, (character) => `\u2039U+${codePoint(character)}\u203A`).replaceAll(
    /(\p{Mn}{4})\p{Mn}+/gu,
    "$1"
  );
}
function codePoint(character) {
  const [code = "0"] = Array.from(character, (one) => one.codePointAt(0)?.toString(16).toUpperCase());
  return code.padStart(4, "0");
}

// src/gate/implementation-files.ts
var import_picomatch2 = __toESM(require_picomatch2(), 1);

// src/config/owners-designate.ts
function ownersDesignate({ codeowners, branches }) {
  return codeowners || branches.some((policy) => policy.codeowners);
}

// src/feature/feature-folder.ts
var import_picomatch = __toESM(require_picomatch2(), 1);

// src/pull-request/fold-path.ts
var shortForm = /^([^~]{1,6})~([1-9]\d{0,5})(?:\.([^.~]{1,3}))?$/;
function shortNameReader(names) {
  const known = names.filter(hasShortName).map(shorten);
  return (name) => {
    const [, start, digits, ending] = shortForm.exec(name) ?? [];
    if (start === void 0 || digits === void 0) return name;
    const meant = known.find(
      (long) => long.ending === ending && long.starts.some((full) => start === full.slice(0, Math.min(6, 7 - digits.length)))
    );
    return meant?.name ?? name;
  };
}
var fits = /^[^.]{1,8}(?:\.[^.]{1,3})?$/;
function hasShortName(name) {
  return !fits.test(name);
}
function shorten(name) {
  const plain = name.replace(/^\./, "");
  const dot = plain.lastIndexOf(".");
  const base = (dot === -1 ? plain : plain.slice(0, dot)).replaceAll(".", "");
  const checksum = checksumOf(name).toString(16).padStart(4, "0");
  return {
    name,
    starts: [base.slice(0, 6), `${base.slice(0, 2)}${checksum}`],
    ending: dot === -1 ? void 0 : plain.slice(dot + 1, dot + 4)
  };
}
function checksumOf(name) {
  const letters = Array.from(name, (letter) => Number(letter.codePointAt(0)));
  const sum = letters.reduce((known, letter) => known * 37 + letter & 65535, 0);
  const spread = Math.abs(Math.imul(sum, 314159269));
  const rest = BigInt(spread) - (BigInt(spread) * 1152921497n >> 60n) * 1000000007n;
  const bits = Number(BigInt.asUintN(16, rest));
  return (bits & 61440) >> 12 | (bits & 3840) >> 4 | (bits & 240) << 4 | (bits & 15) << 12;
}
var beyondAscii = /[^\p{ASCII}]/u;
var unseen = /\p{Default_Ignorable_Code_Point}/gu;
var longNames = [".specify", ".github", "plan-gate.yml", "contracts", "data-model.md", "quickstart.md"];
var longNameOf = shortNameReader(longNames);
var mayEndOtherwise = /[. ](?:\/|$)|:/;
function foldPath(path) {
  const folded = foldCase(path);
  if (!mayEndOtherwise.test(folded) && !folded.includes("~")) return folded;
  return folded.split("/").map((name) => longNameOf(withoutEnding(name))).join("/");
}
function isNameOf(foldedName, meant) {
  const long = foldPath(meant);
  return foldedName === long || foldedName.includes("~") && shortNameReader([long])(foldedName) === long;
}
function foldCase(path) {
  if (!beyondAscii.test(path)) return path.toLowerCase();
  return path.replaceAll(unseen, "").normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}
function withoutEnding(name) {
  const colon = name.indexOf(":");
  const file = trimmed(colon === -1 ? name : name.slice(0, colon));
  if (colon !== -1 && !file.endsWith(".md") && !longNames.includes(longNameOf(file))) return name;
  return file === "" ? name : file;
}
function trimmed(name) {
  let end = name.length;
  while (end > 0 && (name[end - 1] === "." || name[end - 1] === " ")) end -= 1;
  return name.slice(0, end);
}
function relativePath(path, folder) {
  const depth = folder.split("/").length;
  const segments = path.split("/");
  if (segments.length <= depth) return null;
  return foldPath(segments.slice(0, depth).join("/")) === foldPath(folder) ? segments.slice(depth).join("/") : null;
}

// src/feature/feature-folder.ts
var toolFolder = ".specify";
var reserved = /* @__PURE__ */ new Set([
  "memory",
  "templates",
  "scripts",
  "extensions",
  "presets",
  "workflows",
  "integrations",
  "harden",
  "review",
  "baselines",
  "brownfield",
  "pipeline",
  "archive"
]);
var shelves = /* @__PURE__ */ new Set(["specs", "features"]);
var maxGlobDepth = 64;
var finders = /* @__PURE__ */ new WeakMap();
function candidatePlaces(path, globs) {
  const names = path.split("/").map((spelling) => ({ spelling, name: foldPath(spelling) }));
  const tool = names.slice(0, -1).findIndex(({ name }) => name === toolFolder);
  if (tool === -1 && globs.length === 0) return [];
  const find = finderOf(globs);
  const places = [];
  let parent = "";
  let end = -1;
  for (const [index, { spelling, name }] of names.entries()) {
    end += spelling.length + 1;
    const isInTool = parent === toolFolder;
    const isFile2 = index === names.length - 1;
    parent = name;
    const plain = spelling.toLowerCase();
    if (!isFile2 && isInTool && reserved.has(plain)) break;
    if (!isFile2 && (name === toolFolder || isInTool && shelves.has(plain))) continue;
    const here = path.slice(0, end);
    const named = index < maxGlobDepth && globs.length > 0 ? find(foldPath(here)) : null;
    const isBelowTool = tool !== -1 && index > tool;
    const isCandidate = isFile2 ? named?.form?.type === "file" : isBelowTool || named !== null;
    if (isCandidate) places.push({ path: here, ...named });
  }
  return places;
}
function candidateFolders(path, globs) {
  return candidatePlaces(path, globs).map((place2) => place2.path);
}
function hasOwnNames(globs) {
  return globs.some((glob) => formOf(glob) !== void 0);
}
function globIn(entry) {
  return typeof entry === "string" ? entry : entry.glob;
}
var matching = { dot: true, noextglob: true, nonegate: true, windows: false };
function formOf(entry) {
  const { glob, plan = "plan.md", spec = "spec.md" } = typeof entry === "string" ? { glob: entry } : entry;
  if (foldPath(glob).endsWith(".md")) return { type: "file" };
  const isUsual = foldPath(plan) === "plan.md" && foldPath(spec) === "spec.md";
  return isUsual ? void 0 : { type: "named", plan, spec };
}
function rankOf({ form }) {
  return form?.type === "file" ? 0 : 1;
}
function finderOf(globs) {
  const known = finders.get(globs);
  if (known !== void 0) return known;
  const compiled = globs.map((entry) => {
    const form = formOf(entry);
    const isMatch = (0, import_picomatch.default)(foldPath(globIn(entry)), matching);
    return { isMatch, found: form === void 0 ? {} : { form } };
  }).sort((one, other) => rankOf(one.found) - rankOf(other.found));
  const longPathOf = longPathReader(globs);
  const find = (path) => {
    const long = longPathOf(path);
    return compiled.find(({ isMatch }) => isMatch(long))?.found ?? null;
  };
  finders.set(globs, find);
  return find;
}
function longPathReader(globs) {
  const longNameOf2 = shortNameReader(globs.flatMap((entry) => foldPath(globIn(entry)).split("/")));
  return (path) => path.includes("~") ? path.split("/").map(longNameOf2).join("/") : path;
}

// src/feature/file-names.ts
function fileNamesOf({ path, form }) {
  switch (form?.type) {
    case void 0:
      return { folder: path, plan: "plan.md", spec: "spec.md" };
    case "named":
      return { folder: path, plan: form.plan, spec: form.spec };
    case "file": {
      const slash = path.lastIndexOf("/");
      return { folder: path.slice(0, slash), plan: path.slice(slash + 1), spec: null };
    }
  }
}
function shortNameOf({ path, form }) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return form?.type === "file" ? name.slice(0, -".md".length) : name;
}
function planPathOf(place2) {
  const { folder, plan } = fileNamesOf(place2);
  return `${folder}/${plan}`;
}
function pathInFeature(path, { path: own, form }) {
  const inside = relativePath(path, own);
  if (form?.type !== "file") return inside;
  if (inside === null && foldPath(path) !== foldPath(own)) return null;
  return path.split("/").slice(own.split("/").length - 1).join("/");
}

// src/feature/gated-path.ts
function planText(spec) {
  return spec === "approved" ? "exists" : spec;
}
var planNames = [
  "plan.md",
  "data-model.md",
  "research.md",
  "quickstart.md",
  "contracts"
];
var withPlan = /* @__PURE__ */ new Set([...planNames, "spec.md"]);
var planAlone = new Set(planNames);
function gatedNames(spec) {
  return spec === "exists" ? planAlone : withPlan;
}
function isGatedPath(relativePath2, spec, form) {
  const slash = relativePath2.indexOf("/");
  const name = foldPath(slash === -1 ? relativePath2 : relativePath2.slice(0, slash));
  switch (form?.type) {
    case void 0:
      return gatedNames(spec).has(name);
    case "named":
      return planAlone.has(name) || isNameOf(name, form.plan) || spec !== "exists" && isNameOf(name, form.spec);
    case "file":
      return true;
  }
}
function isGatedIn(path, place2, spec) {
  const name = pathInFeature(path, place2);
  return name !== null && isGatedPath(name, spec, place2.form);
}

// src/gate/link-modes.ts
var linkModes = /* @__PURE__ */ new Set(["120000", "160000"]);

// src/approval/people/codeowners.ts
var codeownersPaths = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

// src/config/config-path.ts
var configPath = ".github/plan-gate.yml";
var configFileNames = [
  "plan-gate",
  "plan_gate",
  "plangate",
  ".plan-gate"
].flatMap((name) => [`${name}.yml`, `${name}.yaml`]);
var likelyConfigPaths = ["", ".github/"].flatMap(
  (folder) => configFileNames.map((name) => `${folder}${name}`)
);
var likelyPaths = new Set(likelyConfigPaths);
function misspelledConfigPath(path) {
  return path !== configPath && likelyPaths.has(path.normalize("NFC").toLowerCase());
}

// src/gate/settings-path.ts
var settingsPlaces = [".github", ...codeownersPaths, ...likelyConfigPaths];
function isSettingsPath(path, ownersDesignate2) {
  if (foldPath(path) === foldPath(configPath) || misspelledConfigPath(path)) return true;
  return ownersDesignate2 && codeownersPaths.some((owners) => foldPath(owners) === foldPath(path));
}

// src/gate/implementation-files.ts
function isImplementation(path, config, holdsFeature) {
  const { paths, require: require2, except } = config.implementation;
  if (require2 === "off") return false;
  const folded = foldPath(path);
  if (!pathMatcher(paths)(folded) || pathMatcher(except.paths)(folded)) return false;
  return !isPlanning(path, config, holdsFeature);
}
function inFeatures(features) {
  const folders = new Set(features.map(({ path }) => foldPath(path)));
  return ({ path }) => folders.has(foldPath(path));
}
function mayHideCode(path, config) {
  const { paths, require: require2, except } = config.implementation;
  if (require2 === "off") return false;
  const folded = foldPath(path);
  if (pathMatcher(paths)(folded) || pathMatcher(except.paths)(folded)) return false;
  return paths.some((glob) => leadsTo(folded, foldPath(glob))) && !isPlanning(path, config, () => true);
}
function leadsTo(path, glob) {
  if (/\{[^}]*\//.test(glob)) return true;
  const [names, globs] = [path.split("/"), glob.split("/")];
  for (const [index, name] of names.entries()) {
    const segment = globs[index];
    if (segment === "**") return true;
    if (segment === void 0 || !import_picomatch2.default.isMatch(name, segment, globOptions)) return false;
  }
  return globs.length > names.length;
}
function isPlanning(path, { features, approval }, holdsFeature) {
  const isPlace2 = (place2) => {
    const { folder, spec } = fileNamesOf(place2);
    const isDeeper = path.slice(folder.length + 1).includes("/");
    if (isDeeper ? isGatedIn(path, place2, "exists") : isGatedIn(path, place2, "with-plan"))
      return !isDeeper || holdsFeature(place2);
    const name = foldPath(path.slice(path.lastIndexOf("/") + 1));
    return spec !== null && (name === foldPath(spec) || name === "tasks.md");
  };
  return isSettingsPath(path, ownersDesignate(approval)) || candidatePlaces(path, features).some(isPlace2);
}
var globOptions = { dot: true, noextglob: true, nonegate: true, windows: false };
var matchers = /* @__PURE__ */ new WeakMap();
function pathMatcher(globs) {
  const known = matchers.get(globs);
  if (known !== void 0) return known;
  const compiled = globs.map((glob) => (0, import_picomatch2.default)(foldPath(glob), globOptions));
  const matches = (path) => compiled.some((isMatch) => isMatch(path));
  matchers.set(globs, matches);
  return matches;
}

// src/gate/gated-text.ts
function isGatedText(path, { globs, ownersDesignate: ownersDesignate2, spec }) {
  if (isSettingsPath(path, ownersDesignate2)) return true;
  return candidatePlaces(path, globs).some((place2) => isGatedIn(path, place2, spec));
}

// src/cli/guard/clone.ts
import { execFile as execFile2 } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join as join2, resolve } from "node:path";

// src/cli/repository.ts
import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { dirname, join, relative, sep, isAbsolute } from "node:path";
import { promisify } from "node:util";
var run = promisify(execFile);
var maxListBytes = 256 * 1024 * 1024;
async function findRoot(folder) {
  return await nearestWith(folder, ".git") ?? await nearestWith(folder, ".specify") ?? folder;
}
async function runGit(folder, args) {
  try {
    const options = { cwd: folder, maxBuffer: maxListBytes, encoding: "utf8" };
    return (await run("git", ["-C", folder, ...args], options)).stdout;
  } catch {
    return null;
  }
}
async function runGitRaw(folder, args) {
  try {
    const options = { cwd: folder, maxBuffer: maxListBytes, encoding: "buffer" };
    return (await run("git", ["-C", folder, ...args], options)).stdout;
  } catch {
    return null;
  }
}
function withSlashes(path) {
  return path.split(sep).join("/");
}
async function nearestWith(start, name) {
  for (let folder = start; ; folder = dirname(folder)) {
    if (await exists(join(folder, name))) return folder;
    if (dirname(folder) === folder) return null;
  }
}
async function exists(path) {
  return stat(path).then(
    () => true,
    () => false
  );
}

// src/cli/guard/clone.ts
var baseRefs = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];
var parts = ["^{commit}", "^{tree}", ":.github", `:${configPath}`];
async function openClone(root) {
  const places = baseRefs.flatMap(
    (ref) => parts.map((part) => `refs/${ref.includes("/") ? "remotes" : "heads"}/${ref}${part}`)
  );
  const [[gitFolder, branch], [checkedOut, ...objects]] = await Promise.all([
    readBranch(root),
    readObjects(root, ["HEAD^{commit}", ...places])
  ]);
  const head = checkedOut?.id ?? null;
  const bases = baseRefs.flatMap((name2, index) => {
    const [commit, tree, folder, file] = objects.slice(index * parts.length, (index + 1) * parts.length);
    return commit && tree ? [{ name: name2, sha: commit.id, tree, folder: folder ?? null, file: file ?? null }] : [];
  });
  const [best] = bases;
  if (best === void 0) return { root, gitFolder, branch, head, base: null, configOnBase: null };
  const { name } = bases.find(({ name: one, sha }) => one !== "origin/HEAD" && sha === best.sha) ?? best;
  const base = { name, sha: best.sha };
  return { root, gitFolder, branch, head, base, configOnBase: findConfig({ ...best, name }) };
}
function findConfig({ name, tree, folder, file }) {
  const inFolder = folder?.type === "tree" ? entriesOf(folder) : [];
  const entries = [
    ...entriesOf(tree),
    ...inFolder.map((entry2) => ({ ...entry2, name: `.github/${entry2.name}` }))
  ];
  const slip = entries.find((entry2) => misspelledConfigPath(entry2.name));
  if (slip !== void 0)
    return unread(`\`${slip.name}\` on \`${name}\` is not read. Rename it to \`${configPath}\`.`);
  const entry = entries.find((one) => one.name === configPath);
  if (entry === void 0) return null;
  return file === null || !entry.mode.startsWith("100") ? unread(`\`${configPath}\` on \`${name}\` is no file.`) : { state: "text", blobId: file.id, text: file.bytes.toString("utf8") };
}
function unread(problem) {
  return { state: "unread", problem };
}
async function readBranch(root) {
  const link = await readFile(join2(root, ".git"), "utf8").catch(() => "");
  const [, folder = ".git"] = /^gitdir: (.*)\s*$/.exec(link) ?? [];
  const gitFolder = resolve(root, folder);
  const head = await readFile(join2(gitFolder, "HEAD"), "utf8").catch(() => "");
  const [, branch] = /^ref: refs\/heads\/(\S+)\s*$/.exec(head) ?? [];
  if (branch !== void 0 && branch !== ".invalid") return [gitFolder, branch];
  if (/^[0-9a-f]{40,64}\s*$/.test(head)) return [gitFolder, null];
  return [gitFolder, (await git(root, ["symbolic-ref", "--quiet", "--short", "HEAD"]))?.trim() ?? null];
}
function git(root, args) {
  return runGit(root, ["--no-optional-locks", ...args]);
}
async function gitPaths(root, args) {
  const listing = await git(root, args);
  return listing === null ? null : listing.split("\0").filter((path) => path !== "");
}
var maxBytes = 64 * 1024 * 1024;
function readObjects(root, names) {
  return new Promise((resolve3, reject) => {
    const args = ["-C", root, "--no-optional-locks", "cat-file", "--batch"];
    const child = execFile2("git", args, { encoding: "buffer", maxBuffer: maxBytes }, (error, stdout) => {
      if (error === null) resolve3(objectsIn(stdout, names.length));
      else reject(new Error(`Git cannot read this clone: ${error.message.split("\n", 1).join("")}`));
    });
    child.stdin?.on("error", () => void 0);
    child.stdin?.end(`${names.join("\n")}
`);
  });
}
function entriesOf({ id, bytes }) {
  const entries = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const end = bytes.indexOf(0, space);
    if (space === -1 || end === -1) break;
    entries.push({
      mode: bytes.toString("latin1", at, space),
      name: bytes.toString("utf8", space + 1, end)
    });
    at = end + 1 + id.length / 2;
  }
  return entries;
}
function objectsIn(answer, count) {
  let at = 0;
  return Array.from({ length: count }, () => {
    const end = answer.indexOf(10, at);
    const [, id, type, size] = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(answer.toString("utf8", at, end)) ?? [];
    at = end + 1;
    if (id === void 0 || type === void 0) return null;
    const bytes = answer.subarray(at, at + Number(size));
    at += bytes.length + 1;
    return { id, type, bytes };
  });
}

// src/cli/guard/settings.ts
import { readdir as readdir2 } from "node:fs/promises";
import { join as join4 } from "node:path";

// src/cli/guard/kept.ts
import { mkdir, readFile as readFile2, rename, stat as stat2, writeFile } from "node:fs/promises";
import { dirname as dirname2, join as join3 } from "node:path";
var readerInBundle = new URL("./config.mjs", import.meta.url);
async function keepingIn({ gitFolder }, name, { of, reader = readerInBundle }) {
  const version = await stat2(reader).catch(() => null);
  if (version === null) return null;
  return {
    file: join3(gitFolder, "plan-gate", `${name}.json`),
    key: `${version.size} ${version.mtimeMs} ${of}`
  };
}
async function readKept(keeping) {
  if (keeping === null) return null;
  try {
    const kept = JSON.parse(await readFile2(keeping.file, "utf8"));
    return fieldOf(kept, "key") === keeping.key ? fieldOf(kept, "value") : null;
  } catch {
    return null;
  }
}
async function keep(keeping, value) {
  if (keeping === null) return;
  const { file, key } = keeping;
  const unfinished = `${file}.${process.pid}`;
  try {
    await mkdir(dirname2(file), { recursive: true });
    await writeFile(unfinished, JSON.stringify({ key, value }));
    await rename(unfinished, file);
  } catch {
    return;
  }
}
function fieldOf(value, name) {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : void 0;
}
function isListOf(value, isItem) {
  return Array.isArray(value) && value.every(isItem);
}
function isText(value) {
  return typeof value === "string";
}

// src/cli/guard/settings.ts
async function readSettings(clone, reader) {
  const { root, base, configOnBase } = clone;
  switch (configOnBase?.state) {
    case void 0:
      if (!await mayHoldConfig(root)) return { state: "none" };
      return (await import("./config.mjs")).parseInFolder(root);
    case "unread":
      return { state: "broken", problems: [configOnBase.problem] };
    case "text": {
      const keeping = await keepingIn(clone, "settings", { of: configOnBase.blobId, reader });
      const kept = settingsIn(await readKept(keeping));
      if (kept !== null) return { state: "valid", settings: kept };
      const { parseOnBranch } = await import("./config.mjs");
      const reading = parseOnBranch(configOnBase.text, base?.name ?? "");
      if (reading.state === "valid") await keep(keeping, reading.settings);
      return reading;
    }
  }
}
async function mayHoldConfig(root) {
  const found = await Promise.all(["", ".github/"].map((folder) => listsConfig(root, folder)));
  return found.some((isThere) => isThere);
}
async function listsConfig(root, folder) {
  try {
    const paths = (await readdir2(join4(root, folder))).map((name) => `${folder}${name}`);
    return paths.some((path) => path === configPath || misspelledConfigPath(path));
  } catch (error) {
    const code = fieldOf(error, "code");
    return code !== "ENOENT" && code !== "ENOTDIR";
  }
}
function settingsIn(value) {
  const [features, spec] = [fieldOf(value, "features"), fieldOf(value, "spec")];
  const codeowners = fieldOf(fieldOf(value, "approval"), "codeowners");
  const implementation = fieldOf(value, "implementation");
  const [paths, require2] = [fieldOf(implementation, "paths"), fieldOf(implementation, "require")];
  const excepted = fieldOf(fieldOf(implementation, "except"), "paths");
  if (!isListOf(features, isPlace) || !isListOf(paths, isText) || !isListOf(excepted, isText)) return null;
  if (spec !== "exists" && spec !== "with-plan" && spec !== "approved") return null;
  if (typeof codeowners !== "boolean" || require2 !== "off" && require2 !== "approved-plan") return null;
  const approval = { codeowners, branches: [] };
  return { features, spec, approval, implementation: { paths, require: require2, except: { paths: excepted } } };
}
function isPlace(value) {
  const names = ["plan", "spec"].map((name) => fieldOf(value, name));
  return isText(value) || isText(fieldOf(value, "glob")) && names.every((name) => name === void 0 || isText(name));
}

// src/cli/guard/tree-files.ts
async function filesOfFeatures(clone, { sha, globs }, reader) {
  const keeping = await keepingIn(clone, "features", { of: `${sha} ${JSON.stringify(globs)}`, reader });
  const kept = await readKept(keeping);
  if (isListOf(kept, isFile)) return kept;
  const all = await listTree(clone.root, sha, null);
  if (all === null) return [];
  const files = all.filter(({ path }) => candidatePlaces(path, globs).length > 0);
  await keep(keeping, files);
  return files;
}
async function treeEntries(root, sha, folder) {
  return await listTree(root, sha, folder) ?? [];
}
async function linksIn(root, sha) {
  const all = sha === null ? await stagedEntries(root, null) : await listTree(root, sha, null);
  return (all ?? []).filter(({ mode }) => linkModes.has(mode)).map(({ path }) => path);
}
async function stagedEntries(root, folder) {
  const below = folder === null ? [] : ["--", `:(literal)${folder}`];
  const lines = await gitPaths(root, ["ls-files", "-z", "--stage", "--full-name", ...below]);
  return (lines ?? []).flatMap((line) => entryIn(line, /^(\d{6}) ([0-9a-f]{40,64}) 0\t(.*)$/s));
}
async function listTree(root, sha, folder) {
  const below = folder === null ? [] : ["--", folder];
  const lines = await gitPaths(root, ["ls-tree", "-r", "-z", "--full-tree", sha, ...below]);
  return lines?.flatMap((line) => entryIn(line, /^(\d{6}) \w+ ([0-9a-f]{40,64})\t(.*)$/s)) ?? null;
}
function entryIn(line, form) {
  const [, mode, blobId, path] = form.exec(line) ?? [];
  return mode === void 0 || blobId === void 0 || path === void 0 ? [] : [{ mode, blobId, path }];
}
function isFile(value) {
  return ["mode", "blobId", "path"].every((name) => isText(fieldOf(value, name)));
}

// src/cli/guard/plans.ts
import { readdir as readdir3 } from "node:fs/promises";
import { join as join7, relative as relative2 } from "node:path";

// node_modules/@noble/hashes/_u64.js
var fromNumH = (n) => n / 2 ** 32 | 0;
var fromNumL = (n) => n >>> 0;
function setU64FromNum(view, byteOffset, n, isLE) {
  const h = fromNumH(n);
  const l = fromNumL(n);
  view.setUint32(byteOffset, isLE ? l : h, isLE);
  view.setUint32(byteOffset + 4, isLE ? h : l, isLE);
}

// node_modules/@noble/hashes/utils.js
function isBytes(a) {
  return a instanceof Uint8Array || ArrayBuffer.isView(a) && a.constructor.name === "Uint8Array" && "BYTES_PER_ELEMENT" in a && a.BYTES_PER_ELEMENT === 1;
}
var atitle = (title) => title ? `"${title}" ` : "";
function anumber(n, title = "") {
  if (typeof n !== "number")
    throw new TypeError(atitle(title) + "expected number, got " + typeof n);
  if (!Number.isSafeInteger(n) || n < 0)
    throw new RangeError(atitle(title) + "expected integer >= 0, got " + n);
  return n;
}
function abytes(value, length, title = "") {
  if (isBytes(value) && (length === void 0 || value.length === length))
    return value;
  if (length !== void 0)
    anumber(length, "length");
  const bytes = isBytes(value);
  const ofLen = length !== void 0 ? ` of length ${length}` : "";
  const got = bytes ? `length=${value.length}` : `type=${typeof value}`;
  const message = atitle(title) + "expected Uint8Array" + ofLen + ", got " + got;
  if (!bytes)
    throw new TypeError(message);
  throw new RangeError(message);
}
var aobject = (value, label) => {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new TypeError((label === "object" ? "" : `"${label}" `) + "expected object, got type=" + typeof value);
};
var aopts = (value, label) => {
  aobject(value, label);
  const proto = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null)
    throw new TypeError(`"${label}" expected plain object`);
  if (Object.hasOwn(value, "__proto__"))
    throw new TypeError(`"${label}.__proto__" is not allowed`);
};
function aexists(instance, checkFinished = true) {
  if (instance.destroyed)
    throw new Error("hash was destroyed");
  if (checkFinished && instance.finished)
    throw new Error("digest() was already called");
}
function aoutput(out, instance) {
  abytes(out, void 0, "output");
  const min = instance.outputLen;
  if (!(out.length >= min)) {
    throw new RangeError('"output" expected length >= ' + min);
  }
}
function clean(...arrays) {
  for (let i = 0; i < arrays.length; i++) {
    arrays[i].fill(0);
  }
}
function createView(arr) {
  return new DataView(arr.buffer, arr.byteOffset, arr.byteLength);
}
function rotr(word, shift) {
  return word << 32 - shift | word >>> shift;
}
function rotl(word, shift) {
  return word << shift | word >>> 32 - shift >>> 0;
}
var hasHexBuiltin = /* @__PURE__ */ (() => (
  // @ts-ignore
  typeof Uint8Array.from([]).toHex === "function" && typeof Uint8Array.fromHex === "function"
))();
var hexes = /* @__PURE__ */ Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));
function bytesToHex(bytes) {
  abytes(bytes);
  if (hasHexBuiltin)
    return bytes.toHex();
  let hex = "";
  for (let i = 0; i < bytes.length; i++) {
    hex += hexes[bytes[i]];
  }
  return hex;
}
function utf8ToBytes(str) {
  if (typeof str !== "string")
    throw new TypeError("string expected");
  const encoded = new TextEncoder().encode(str);
  try {
    return new Uint8Array(encoded);
  } finally {
    clean(encoded);
  }
}
function checkOpts(defaults, opts, title = "opts") {
  aopts(defaults, "defaults");
  if (opts !== void 0)
    aopts(opts, title);
  const merged = Object.assign(/* @__PURE__ */ Object.create(null), defaults, opts);
  return merged;
}
function createHasher(hashCons, info = {}) {
  if (typeof hashCons !== "function")
    throw new TypeError('"hashCons" expected function, got type=' + typeof hashCons);
  info = checkOpts({}, info, "info");
  const hashC = (msg, opts) => hashCons(opts).update(msg).digest();
  const tmp = hashCons(void 0);
  hashC.outputLen = tmp.outputLen;
  hashC.blockLen = tmp.blockLen;
  hashC.canXOF = tmp.canXOF;
  hashC.create = (opts) => hashCons(opts);
  Object.assign(hashC, info);
  return Object.freeze(hashC);
}
var oidNist = (suffix) => ({
  // Current NIST hashAlgs suffixes used here fit in one DER subidentifier octet.
  // Larger suffix values would need base-128 OID encoding and a different length byte.
  oid: Uint8Array.from([6, 9, 96, 134, 72, 1, 101, 3, 4, 2, suffix])
});

// node_modules/@noble/hashes/_md.js
function Chi(a, b, c) {
  return a & b ^ ~a & c;
}
function Maj(a, b, c) {
  return a & b ^ a & c ^ b & c;
}
var HashMD = class {
  blockLen;
  outputLen;
  canXOF = false;
  padOffset;
  isLE;
  // For partial updates less than block size
  buffer;
  view;
  finished = false;
  length = 0;
  pos = 0;
  destroyed = false;
  constructor(blockLen, outputLen, padOffset, isLE) {
    this.blockLen = blockLen;
    this.outputLen = outputLen;
    this.padOffset = padOffset;
    this.isLE = isLE;
    this.buffer = new Uint8Array(blockLen);
    this.view = createView(this.buffer);
  }
  update(data) {
    aexists(this);
    abytes(data);
    const { view, buffer, blockLen } = this;
    const len = data.length;
    let processed = false;
    for (let pos = 0; pos < len; ) {
      const take = Math.min(blockLen - this.pos, len - pos);
      if (take === blockLen) {
        const dataView = createView(data);
        for (; blockLen <= len - pos; pos += blockLen)
          this.process(dataView, pos);
        processed = true;
        continue;
      }
      buffer.set(pos === 0 && take === len ? data : data.subarray(pos, pos + take), this.pos);
      this.pos += take;
      pos += take;
      if (this.pos === blockLen) {
        this.process(view, 0);
        this.pos = 0;
        processed = true;
      }
    }
    this.length += data.length;
    if (processed)
      this.roundClean();
    return this;
  }
  digestInto(out) {
    aexists(this);
    aoutput(out, this);
    this.finished = true;
    const { buffer, view, blockLen, isLE } = this;
    let { pos } = this;
    buffer[pos++] = 128;
    buffer.fill(0, pos);
    if (this.padOffset > blockLen - pos) {
      this.process(view, 0);
      buffer.fill(0);
    }
    setU64FromNum(view, blockLen - 8, this.length * 8, isLE);
    this.process(view, 0);
    this.roundClean();
    const oview = out === buffer ? view : createView(out);
    const len = this.outputLen;
    const outLen = len / 4;
    const state = this.get();
    if (len % 4 || outLen > state.length)
      throw new Error("invalid outputLen");
    for (let i = 0; i < outLen; i++)
      oview.setUint32(4 * i, state[i], isLE);
  }
  digest() {
    const { buffer, outputLen } = this;
    this.digestInto(buffer);
    const res = buffer.slice(0, outputLen);
    this.destroy();
    return res;
  }
  _cloneIntoMeta(to) {
    const { buffer, length, finished, destroyed, pos } = this;
    to.destroyed = destroyed;
    to.finished = finished;
    to.length = length;
    to.pos = pos;
    if (pos)
      to.buffer.set(buffer);
    return to;
  }
  clone() {
    return this._cloneInto();
  }
};
var SHA256_IV = /* @__PURE__ */ Uint32Array.from([
  1779033703,
  3144134277,
  1013904242,
  2773480762,
  1359893119,
  2600822924,
  528734635,
  1541459225
]);

// node_modules/@noble/hashes/sha2.js
var SHA256_K = /* @__PURE__ */ Uint32Array.from([
  1116352408,
  1899447441,
  3049323471,
  3921009573,
  961987163,
  1508970993,
  2453635748,
  2870763221,
  3624381080,
  310598401,
  607225278,
  1426881987,
  1925078388,
  2162078206,
  2614888103,
  3248222580,
  3835390401,
  4022224774,
  264347078,
  604807628,
  770255983,
  1249150122,
  1555081692,
  1996064986,
  2554220882,
  2821834349,
  2952996808,
  3210313671,
  3336571891,
  3584528711,
  113926993,
  338241895,
  666307205,
  773529912,
  1294757372,
  1396182291,
  1695183700,
  1986661051,
  2177026350,
  2456956037,
  2730485921,
  2820302411,
  3259730800,
  3345764771,
  3516065817,
  3600352804,
  4094571909,
  275423344,
  430227734,
  506948616,
  659060556,
  883997877,
  958139571,
  1322822218,
  1537002063,
  1747873779,
  1955562222,
  2024104815,
  2227730452,
  2361852424,
  2428436474,
  2756734187,
  3204031479,
  3329325298
]);
var SHA256_W = /* @__PURE__ */ new Uint32Array(64);
var SHA2_32B = class extends HashMD {
  // We cannot use array here since array allows indexing by variable
  // which means optimizer/compiler cannot use registers.
  // Numeric initializers matter: starting the fields as `undefined` changes
  // V8's field representation and makes sha256 3x slower (measured).
  A = 0;
  B = 0;
  C = 0;
  D = 0;
  E = 0;
  F = 0;
  G = 0;
  H = 0;
  constructor(outputLen, IV) {
    super(64, outputLen, 8, false);
    this.A = IV[0] | 0;
    this.B = IV[1] | 0;
    this.C = IV[2] | 0;
    this.D = IV[3] | 0;
    this.E = IV[4] | 0;
    this.F = IV[5] | 0;
    this.G = IV[6] | 0;
    this.H = IV[7] | 0;
  }
  get() {
    const { A, B, C, D, E, F, G, H } = this;
    return [A, B, C, D, E, F, G, H];
  }
  // prettier-ignore
  set(A, B, C, D, E, F, G, H) {
    this.A = A | 0;
    this.B = B | 0;
    this.C = C | 0;
    this.D = D | 0;
    this.E = E | 0;
    this.F = F | 0;
    this.G = G | 0;
    this.H = H | 0;
  }
  _cloneInto(to) {
    (to ||= new this.constructor()).set(...this.get());
    return this._cloneIntoMeta(to);
  }
  process(view, offset) {
    for (let i = 0; i < 16; i++, offset += 4)
      SHA256_W[i] = view.getUint32(offset, false);
    for (let i = 16; i < 64; i++) {
      const W15 = SHA256_W[i - 15];
      const W2 = SHA256_W[i - 2];
      const s0 = rotr(W15, 7) ^ rotr(W15, 18) ^ W15 >>> 3;
      const s1 = rotr(W2, 17) ^ rotr(W2, 19) ^ W2 >>> 10;
      SHA256_W[i] = s1 + SHA256_W[i - 7] + s0 + SHA256_W[i - 16] | 0;
    }
    let { A, B, C, D, E, F, G, H } = this;
    for (let i = 0; i < 64; i++) {
      const sigma1 = rotr(E, 6) ^ rotr(E, 11) ^ rotr(E, 25);
      const T1 = H + sigma1 + Chi(E, F, G) + SHA256_K[i] + SHA256_W[i] | 0;
      const sigma0 = rotr(A, 2) ^ rotr(A, 13) ^ rotr(A, 22);
      const T2 = sigma0 + Maj(A, B, C) | 0;
      H = G;
      G = F;
      F = E;
      E = D + T1 | 0;
      D = C;
      C = B;
      B = A;
      A = T1 + T2 | 0;
    }
    A = A + this.A | 0;
    B = B + this.B | 0;
    C = C + this.C | 0;
    D = D + this.D | 0;
    E = E + this.E | 0;
    F = F + this.F | 0;
    G = G + this.G | 0;
    H = H + this.H | 0;
    this.set(A, B, C, D, E, F, G, H);
  }
  roundClean() {
    clean(SHA256_W);
  }
  destroy() {
    this.destroyed = true;
    this.set(0, 0, 0, 0, 0, 0, 0, 0);
    clean(this.buffer);
  }
};
var _SHA256 = class extends SHA2_32B {
  constructor() {
    super(32, SHA256_IV);
  }
};
var sha256 = /* @__PURE__ */ createHasher(
  () => new _SHA256(),
  /* @__PURE__ */ oidNist(1)
);

// src/approval/digest.ts
function digestOf(files) {
  const lines = files.map(({ path, mode, blobId }) => `${path}\0${mode}\0${blobId}\0`);
  return bytesToHex(sha256(utf8ToBytes(lines.toSorted().join(""))));
}

// src/feature/feature.ts
var flowName = /^f-0*(\d{1,9})(?:-|$)/i;
var numberedName = /^0*(\d{1,5})(?:-|$)/;
function featureId(folder) {
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  const flow = flowName.exec(name)?.[1];
  if (flow !== void 0) return `F-${flow}`;
  return numberedName.exec(name)?.[1] ?? name;
}
var ticked = /^((?:[ \t]|>)*(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}\[)[xX](?=\][ \t])/gm;
function openBoxes(text) {
  return text.replace(ticked, "$1 ");
}

// src/feature/find-features.ts
var usualFile = /\/(?:spec|plan|tasks)\.md(?:\/|$)/;
var anyMarkdown = /\.md(?:\/|$)/;
var contracts = "contracts";
function findFeatures(paths, globs) {
  const places = /* @__PURE__ */ new Map();
  const mayHold = hasOwnNames(globs) ? anyMarkdown : usualFile;
  for (const place2 of paths.flatMap((path) => placesOf(path, globs, mayHold))) {
    const key = foldPath(place2.path);
    const known = places.get(key);
    if (known === void 0 || place2.path < known.path) places.set(key, place2);
  }
  return [...places].filter(([key]) => !isContracts(key, places)).map(([, place2]) => ({ id: featureId(shortNameOf(place2)), ...place2 })).sort((a, b) => a.path < b.path ? -1 : 1);
}
function placesOf(path, globs, mayHold) {
  if (!mayHold.test(foldPath(path))) return [];
  const segments = path.split("/");
  return candidatePlaces(path, globs).filter((place2) => {
    if (place2.form?.type === "file") return true;
    const name = segments.at(place2.path.split("/").length);
    return name !== void 0 && isFileOf(foldPath(name), place2);
  });
}
function isFileOf(name, place2) {
  if (name === "plan.md" || name === "tasks.md") return true;
  const { plan, spec } = fileNamesOf(place2);
  return isNameOf(name, plan) || spec !== null && isNameOf(name, spec);
}
function isContracts(folder, features) {
  const segments = folder.split("/");
  return segments.some(
    (segment, index) => segment === contracts && features.has(segments.slice(0, index).join("/"))
  );
}
var shortId = /^(?:f-\d{1,9}(?:-.*)?|\d{1,5})$/i;
function findNamed(names, features) {
  const index = indexOf(features);
  return names.flatMap(({ name, isCertain }) => {
    const matches = isCertain ? index.meant(name) : index.byFolder(name);
    const [feature, ...others] = matches;
    if (feature === void 0) return isCertain ? [{ state: "unknown", name }] : [];
    if (others.length > 0) return [{ state: "ambiguous", name, paths: matches.map(({ path }) => path) }];
    return [{ state: "found", name, feature }];
  });
}
function indexOf(features) {
  const paths = groupBy(features, ({ path }) => foldPath(path));
  const plans = groupBy(features, (feature) => foldPath(planPathOf(feature)));
  const folders = groupBy(features, (feature) => foldPath(shortNameOf(feature)));
  const ids = groupBy(features, ({ id }) => id.toLowerCase());
  const byFolder = (name) => folders.get(foldPath(name)) ?? [];
  const meant = (name) => {
    const exact = paths.get(folderIn(name)) ?? plans.get(withoutStart(name)) ?? byFolder(name);
    if (exact.length > 0 || !shortId.test(name)) return exact;
    return ids.get(featureId(name).toLowerCase()) ?? [];
  };
  return { meant, byFolder };
}
function folderIn(name) {
  return withoutStart(name).replace(/\/$/, "").replace(/\/plan\.md$/, "");
}
function withoutStart(name) {
  return foldPath(name).replace(/^\.?\//, "");
}
function groupBy(features, keyOf) {
  const groups = /* @__PURE__ */ new Map();
  for (const feature of features) {
    const key = keyOf(feature);
    groups.set(key, [...groups.get(key) ?? [], feature]);
  }
  return groups;
}

// src/gate/compared-text.ts
function isSpec({ path }, specName) {
  return specName !== null && foldPath(path) === foldPath(specName);
}
function isRegular(entry) {
  return entry !== null && (entry.mode === "100644" || entry.mode === "100755");
}
function specId(text) {
  return bytesToHex(sha256(utf8ToBytes(openBoxes(text))));
}
function textDigest({ gated, specName }, blobs) {
  return digestOf(gated.map((file) => isSpec(file, specName) ? withOpenBoxes(file, blobs) : file));
}
function withOpenBoxes(file, blobs) {
  const blob = blobs[file.blobId];
  return blob?.state === "text" ? { ...file, blobId: specId(blob.text) } : file;
}

// src/pull-request/content.ts
var maxReadBytes = 4 * 1024 * 1024;

// src/plan/reading/parse-bounds.ts
var maxPlanBytes = 256 * 1024;
var bracket = { bound: "brackets", isRun: false };
var angle = { bound: "angles", isRun: false };
var delimiter = { bound: "delimiterRuns", isRun: true };
var backtick = { bound: "backtickRuns", isRun: true };
var marks = Array.from({ length: 128 }, (_, unit) => {
  const sign = String.fromCharCode(unit);
  if ("[]".includes(sign)) return bracket;
  if ("<&".includes(sign)) return angle;
  if ("*_~".includes(sign)) return delimiter;
  return sign === "`" ? backtick : void 0;
});

// src/slash-commands/quote.ts
var maxShownCharacters = 120;
function quote(text) {
  const start = text.slice(0, 4 * maxShownCharacters);
  const clean2 = start.replaceAll(/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]+/gu, " ").replaceAll("`", "'").trim();
  const characters = Array.from(clean2);
  const isCut = characters.length > maxShownCharacters || text.length > start.length;
  const shown = isCut ? `${characters.slice(0, maxShownCharacters - 1).join("")}\u2026` : clean2;
  return `\`${shown === "" ? " " : shown}\``;
}

// src/gate/plan-problems.ts
var maxListed = 5;
var place = "in the description or in a commit's message";
function nothingNamed(planned) {
  return {
    title: "the code names no feature",
    message: `Say which plan it implements: add the line ${example(planned)} ${place}.${choice(planned)}`
  };
}
function unknownFeature(name, planned) {
  if (planned === null) {
    return {
      title: `whether there is a feature ${quote(name)} could not be found out`,
      message: "GitHub does not list all files of the base: the repository is too large for that."
    };
  }
  return {
    title: `there is no feature ${quote(name)}`,
    message: `Where it is new, have its plan approved first. Where another is meant, add the line ${example(planned)} ${place}, and take this name out.${choice(planned)}`
  };
}
function ambiguousFeature(name, paths) {
  const lines = paths.slice(0, maxListed).map((path) => quote(`Feature: ${path}`));
  return {
    title: `${quote(name)} names ${paths.length} features`,
    message: `Name one by its folder, and take ${quote(name)} out: add the line ${lines.join(" or ")} ${place}.`
  };
}
function notPlanned(feature, branch) {
  return {
    title: `${feature.id} has no plan yet`,
    message: `There is no ${quote(planPathOf(feature))} on ${quote(branch)}. Have a plan approved first, in a pull request of its own or in this one.`
  };
}
function example(planned) {
  return quote(`Feature: ${planned?.[0]?.id ?? "F-15"}`);
}
function choice(planned) {
  if (planned === null || planned.length === 0) return "";
  const shown = planned.slice(0, maxListed).map(({ id }) => quote(id));
  const more = planned.length - shown.length;
  return ` Planned are ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}
var maxTextBytes = 1024 * 1024;

// src/pull-request/feature-names.ts
var maxScannedCharacters = 65536;
var maxLineCharacters = 300;
var maxTrailers = 20;
var maxWords = 60;
var trailer = /^[ \t]{0,3}(?:feature|plan)[ \t]{0,10}:(.*)$/i;
var flowName2 = /^f-\d{1,9}(?:-[\w.-]*)?$/i;
var pathName = /^[^\s]+\/[^\s]+$/;
var datedName = /^\d{3,14}-\S+$/;
function featureTrailers(text) {
  const values = /* @__PURE__ */ new Set();
  for (const line of text.slice(0, maxScannedCharacters).split(/\r\n|\r|\n/)) {
    if (values.size >= maxTrailers) break;
    const value = line.length > maxLineCharacters ? void 0 : trailer.exec(line)?.[1]?.trim();
    if (value !== void 0 && namesInValue(value).length > 0) values.add(value);
  }
  return [...values];
}
function namedFeatures({ trailers, branch, title }) {
  const names = /* @__PURE__ */ new Map();
  const add = (name, isCertain) => {
    const key = name.toLowerCase();
    if (names.get(key)?.isCertain !== true) names.set(key, { name, isCertain });
  };
  for (const name of trailers.flatMap(namesInValue)) add(name, true);
  const words = [...branch.split("/").slice(0, maxWords), ...title.split(separators).slice(0, maxWords)];
  for (const word of words) if (flowName2.test(word) || datedName.test(word)) add(word, flowName2.test(word));
  return [...names.values()];
}
var separators = /[\s/:,;()[\]{}"'`“”‘’!?]|\.(?=\s|$)/u;
function namesInValue(value) {
  const words = value.split(/[\s,;]+/).map(bare).filter((word) => word !== "");
  const end = words.findIndex((word) => !isName(word));
  const names = end === -1 ? words : words.slice(0, end);
  return names.length === 0 && words.length === 1 ? words : names;
}
function isName(word) {
  return flowName2.test(word) || pathName.test(word) || datedName.test(word);
}
function bare(word) {
  return word.replace(/^[`"'(<]{1,3}/, "").replace(/[`"')>.:]{1,3}$/, "");
}

// src/cli/changes/read-changes.ts
import { lstat as lstat2, readFile as readFile4, readlink as readlink2 } from "node:fs/promises";
import { join as join6 } from "node:path";

// src/github/read/decode-blob.ts
var maxBlobBytes = 256 * 1024;
function readBytes(content) {
  const bytes = content.byteLength;
  if (bytes > maxBlobBytes) return { state: "too-large", bytes };
  try {
    return {
      state: "text",
      text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content),
      bytes
    };
  } catch {
    return { state: "not-utf8", bytes };
  }
}
function blobBySize(bytes) {
  return bytes !== null && bytes > maxBlobBytes ? { state: "too-large", bytes } : null;
}

// node_modules/@noble/hashes/legacy.js
var SHA1_IV = /* @__PURE__ */ Uint32Array.from([
  1732584193,
  4023233417,
  2562383102,
  271733878,
  3285377520
]);
var SHA1_W = /* @__PURE__ */ new Uint32Array(80);
var _SHA1 = class extends HashMD {
  A = SHA1_IV[0] | 0;
  B = SHA1_IV[1] | 0;
  C = SHA1_IV[2] | 0;
  D = SHA1_IV[3] | 0;
  E = SHA1_IV[4] | 0;
  constructor() {
    super(64, 20, 8, false);
  }
  get() {
    const { A, B, C, D, E } = this;
    return [A, B, C, D, E];
  }
  set(A, B, C, D, E) {
    this.A = A | 0;
    this.B = B | 0;
    this.C = C | 0;
    this.D = D | 0;
    this.E = E | 0;
  }
  _cloneInto(to) {
    (to ||= new this.constructor()).set(...this.get());
    return this._cloneIntoMeta(to);
  }
  process(view, offset) {
    for (let i = 0; i < 16; i++, offset += 4)
      SHA1_W[i] = view.getUint32(offset, false);
    for (let i = 16; i < 80; i++)
      SHA1_W[i] = rotl(SHA1_W[i - 3] ^ SHA1_W[i - 8] ^ SHA1_W[i - 14] ^ SHA1_W[i - 16], 1);
    let { A, B, C, D, E } = this;
    for (let i = 0; i < 80; i++) {
      let F, K;
      if (i < 20) {
        F = Chi(B, C, D);
        K = 1518500249;
      } else if (i < 40) {
        F = B ^ C ^ D;
        K = 1859775393;
      } else if (i < 60) {
        F = Maj(B, C, D);
        K = 2400959708;
      } else {
        F = B ^ C ^ D;
        K = 3395469782;
      }
      const T = rotl(A, 5) + F + E + K + SHA1_W[i] | 0;
      E = D;
      D = C;
      C = rotl(B, 30);
      B = A;
      A = T;
    }
    A = A + this.A | 0;
    B = B + this.B | 0;
    C = C + this.C | 0;
    D = D + this.D | 0;
    E = E + this.E | 0;
    this.set(A, B, C, D, E);
  }
  roundClean() {
    clean(SHA1_W);
  }
  destroy() {
    this.destroyed = true;
    this.set(0, 0, 0, 0, 0);
    clean(this.buffer);
  }
};
var sha1 = /* @__PURE__ */ createHasher(() => new _SHA1());

// src/cli/read-feature.ts
import { lstat, readFile as readFile3, readlink } from "node:fs/promises";
import { join as join5 } from "node:path";
async function readFeature(folder, paths, { spec, form, given = [] }) {
  const { plan: planName = "plan.md", spec: specName = "spec.md" } = form ?? {};
  const wanted = paths.filter(
    (path) => isGatedPath(path, "with-plan", form) || foldPath(path) === "tasks.md"
  );
  const files = (await Promise.all(wanted.map((path) => readEntry(folder, path, given)))).filter(
    (file) => file !== null
  );
  const named = (name) => files.find((file) => foldPath(file.path).split("/")[0] === foldPath(name)) ?? null;
  const plan = named(planName);
  const gated = files.filter((file) => isGatedPath(file.path, spec, form));
  return {
    plan,
    spec: named(specName),
    tasks: named("tasks.md"),
    siblings: gated.filter((file) => file !== plan && !isSpec(file, specName)).sort((a, b) => a.path < b.path ? -1 : 1),
    digest: digestOfAll(gated, specName),
    specDigest: digestOfAll(
      files.filter((file) => isSpec(file, specName)),
      specName
    )
  };
}
function digestOfAll(files, specName) {
  return files.length === 0 ? null : digestOf(files.map((file) => asCompared(file, specName)));
}
function asCompared(file, specName) {
  const { path, mode, blobId, content } = file;
  const isRead = isSpec(file, specName) && content.state === "text";
  return { path, mode, blobId: isRead ? specId(content.text) : blobId };
}
async function readEntry(folder, path, given) {
  try {
    return await readOne(folder, path, given);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
async function readOne(folder, path, given = []) {
  const bytesGiven = given.find((file) => file.path === path)?.bytes;
  const stats = await lstat(join5(folder, path)).catch((error) => {
    if (bytesGiven === void 0) throw error;
    return null;
  });
  if (stats?.isSymbolicLink() === true) {
    const blobId = blobIdOf(Buffer.from(await readlink(join5(folder, path))));
    return { path, mode: "120000", blobId, content: { state: "unreadable", why: "symlink" } };
  }
  if (stats?.isDirectory() === true) {
    return { path, mode: "040000", blobId: "", content: { state: "unreadable", why: "directory" } };
  }
  const bytes = bytesGiven ?? await readFile3(join5(folder, path));
  const mode = ((stats?.mode ?? 0) & 64) === 0 ? "100644" : "100755";
  return { path, mode, blobId: blobIdOf(bytes), content: contentOf(bytes, path) };
}
var folderInPlace = /^[^/]*\.md\//;
function contentOf(bytes, path) {
  if (folderInPlace.test(foldPath(path))) return { state: "unreadable", why: "directory" };
  const blob = readBytes(bytes);
  if (blob.state !== "text") return { state: "unreadable", why: blob.state };
  return blob.text.trim() === "" ? { state: "unreadable", why: "empty" } : blob;
}
function blobIdOf(bytes) {
  const header = Buffer.from(`blob ${bytes.length}\0`);
  return bytesToHex(sha1(Buffer.concat([header, bytes])));
}

// src/cli/changes/read-changes.ts
async function readTexts(root, entries, changed) {
  const onDisk = new Set(changed.map(({ path }) => path));
  const texts = /* @__PURE__ */ new Map();
  for (const { path, blobId, bytes } of entries) {
    if (texts.has(blobId)) continue;
    const blob = blobBySize(bytes ?? null) ?? await readText(root, { path: onDisk.has(path) ? path : null, blobId });
    if (blob !== null) texts.set(blobId, blob);
  }
  return Object.fromEntries(texts);
}
async function readText(root, { path, blobId }) {
  if (path !== null) {
    const content2 = await readFile4(join6(root, path)).catch(() => null);
    if (content2 !== null && blobIdOf(content2) === blobId) return readBytes(content2);
  }
  const content = await runGitRaw(root, ["cat-file", "blob", blobId]);
  return content === null ? null : readBytes(content);
}

// src/cli/guard/plans.ts
async function readPlans(question) {
  const { clone, base, side, globs } = question;
  const [entries, messages] = await Promise.all([
    filesOfFeatures(clone, { sha: base.sha, globs }),
    readMessages(question)
  ]);
  const basePaths = entries.map(({ path }) => path);
  const names = namedFeatures({
    trailers: [question.pull?.body ?? "", ...messages].flatMap(featureTrailers),
    branch: question.branch,
    title: question.pull?.title ?? ""
  });
  const onBase = findFeatures(basePaths, globs);
  const planned = onBase.filter((feature) => planIn(entries, feature) !== void 0);
  const named = await findHere(
    names,
    onBase,
    async () => findFeatures([...basePaths, ...await pathsOf(clone.root, side)], globs)
  );
  if (named.length === 0) return { features: [], misnamed: [nothingNamed(planned)], open: [] };
  const found = featuresIn(named);
  const open = await Promise.all(found.map((feature) => openPlan(feature, entries, question)));
  return { features: found, misnamed: named.flatMap((one) => misnaming(one, planned)), open: open.flat() };
}
async function allFeatures(clone, side, globs) {
  const { root, base } = clone;
  const [entries, here] = await Promise.all([
    base === null ? [] : filesOfFeatures(clone, { sha: base.sha, globs }),
    pathsOf(root, side)
  ]);
  return findFeatures([...entries.map(({ path }) => path), ...here], globs);
}
async function readMessages({ clone, base, side }) {
  if (side.type !== "commit" && clone.head === base.sha) return [];
  const log = ["log", "--max-count=250", "--format=%B%x00", headOf(side), `^${base.sha}`, "--"];
  return (await git(clone.root, log) ?? "").split("\0");
}
async function findHere(names, onBase, readAll) {
  const named = findNamed(names, onBase);
  const isComplete = named.length > 0 && named.every(({ state }) => state === "found");
  return isComplete ? named : findNamed(names, await readAll());
}
function misnaming(named, planned) {
  switch (named.state) {
    case "found":
      return [];
    case "ambiguous":
      return [ambiguousFeature(named.name, named.paths)];
    case "unknown":
      return [unknownFeature(named.name, planned)];
  }
}
function featuresIn(named) {
  const found = named.flatMap((one) => one.state === "found" ? [one.feature] : []);
  return [...new Map(found.map((feature) => [foldPath(feature.path), feature])).values()];
}
async function openPlan(feature, entries, { clone, base, side, spec }) {
  if (planIn(entries, feature) === void 0) return [{ feature, problem: notPlanned(feature, base.name) }];
  const here = { clone, feature, side, spec };
  const digest = await digestHere(here);
  if (digest === await digestIn(clone.root, entries, here)) return [];
  const fork = (await git(clone.root, ["merge-base", base.sha, headOf(side)]))?.trim() ?? base.sha;
  for (const sha of /* @__PURE__ */ new Set([base.sha, fork])) if (await isTextOf({ ...here, sha })) return [];
  const problem = {
    title: `${feature.id}: the plan is not the one on \`${base.name}\``,
    message: `What is planned in \`${feature.path}\` was changed here. Have the change approved before the code that follows it.`
  };
  return [{ feature, problem }];
}
async function digestHere(question, part) {
  const { clone, feature, side } = question;
  const { root } = clone;
  const spec = part === "plan" ? planText(question.spec) : question.spec;
  if (side.type === "disk") return digestOnDisk(root, feature, { spec, part });
  const entries = side.type === "commit" ? await treeEntries(root, side.sha, feature.path) : await stagedEntries(root, feature.path);
  return digestIn(root, entries, { feature, spec, part });
}
async function digestOnDisk(root, feature, { spec, part }) {
  const { form } = feature;
  const { folder: path, plan } = fileNamesOf(feature);
  const folder = join7(root, path);
  if (form?.type === "file")
    return readOne(folder, plan).then(
      (file) => digestOf([file]),
      () => null
    );
  const { digest, specDigest } = await readFeature(folder, await filesBelow(folder), { spec, form });
  return part === "spec" ? specDigest : digest;
}
async function digestIn(root, entries, {
  feature,
  spec,
  part
}) {
  const specName = fileNamesOf(feature).spec;
  const all = gatedIn(entries, feature, spec);
  const gated = all.filter((file) => part !== "spec" || isSpec(file, specName));
  if (gated.length === 0) return null;
  const specs = gated.filter((file) => isSpec(file, specName) && isRegular(file));
  return textDigest({ gated, specName }, await readTexts(root, specs, []));
}
async function filesBelow(folder) {
  const found = await readdir3(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = found.filter((one) => !one.isDirectory()).map((one) => join7(one.parentPath, one.name));
  return files.map((file) => withSlashes(relative2(folder, file)));
}
function gatedIn(entries, feature, spec) {
  return entries.flatMap(({ path, mode, blobId }) => {
    const name = pathInFeature(path, feature);
    return name !== null && isGatedPath(name, spec, feature.form) ? [{ path: name, mode, blobId }] : [];
  });
}
async function isTextOf(question) {
  if (await isUnchanged(question)) return true;
  if (question.spec === "exists") return false;
  const { clone, sha, feature } = question;
  const then = await digestIn(clone.root, await treeEntries(clone.root, sha, feature.path), question);
  return then === await digestHere(question);
}
async function isUnchanged({ clone: { root }, feature, sha, side, spec }) {
  const below = ["--", `:(literal)${feature.path}`];
  const options = ["-z", "--name-only", "--no-renames", "--no-ext-diff", "--ignore-submodules=none"];
  const lists = await Promise.all([
    gitPaths(root, ["diff", ...options, ...diffSides(sha, side), ...below]),
    side.type === "disk" ? gitPaths(root, ["ls-files", "-z", "--others", "--full-name", ...below]) : []
  ]);
  return lists.every((paths) => paths !== null && !paths.some((one) => isGatedIn(one, feature, spec)));
}
function diffSides(sha, side) {
  switch (side.type) {
    case "disk":
      return [sha];
    case "index":
      return ["--cached", sha];
    case "commit":
      return [sha, side.sha];
  }
}
async function pathsOf(root, side) {
  const args = side.type === "commit" ? ["ls-tree", "-r", "-z", "--name-only", "--full-tree", side.sha] : ["ls-files", "-z", "--cached", ...side.type === "disk" ? ["--others", "--exclude-standard"] : []];
  return await gitPaths(root, args) ?? [];
}
function headOf(side) {
  return side.type === "commit" ? side.sha : "HEAD";
}
function planIn(entries, feature) {
  const planPath = foldPath(planPathOf(feature));
  return entries.find(({ path }) => foldPath(path) === planPath);
}
function isSettled({ misnamed, open }) {
  return misnamed.length === 0 && open.length === 0;
}
function problemsOf({ misnamed, open }) {
  return [...misnamed, ...open.map(({ problem }) => problem)];
}

// src/cli/guard/judge-code.ts
var maxShownPaths = 3;
async function judgeWrite(question) {
  const clone = await openClone(question.root);
  const reading = await readSettings(clone);
  switch (reading.state) {
    case "none":
      return { state: "open", note: null };
    case "broken":
      return judgeBroken(question.paths, reading.problems);
    case "valid": {
      const code = await codeIn(question, clone, reading.settings);
      return code.length === 0 ? { state: "open", note: null } : judgeCode(clone, code, { ...question, settings: reading.settings });
    }
  }
}
async function codeIn({ paths, side }, clone, settings) {
  const hiding = paths.filter((path) => mayHideCode(path, settings));
  const links = hiding.length === 0 ? /* @__PURE__ */ new Set() : await linksHere(clone, side);
  const perhaps = paths.filter((path) => isImplementation(path, settings, () => false));
  const hidden2 = hiding.filter((path) => links.has(path));
  if (perhaps.every((path) => isImplementation(path, settings, () => true))) return [...perhaps, ...hidden2];
  const holdsFeature = inFeatures(await allFeatures(clone, side, settings.features));
  return [...perhaps.filter((path) => isImplementation(path, settings, holdsFeature)), ...hidden2];
}
async function linksHere({ root, head, base }, side) {
  if (side.type === "disk") return /* @__PURE__ */ new Set();
  const now = side.type === "commit" ? side.sha : null;
  const before = side.type === "commit" ? base?.sha ?? null : head;
  const lists = await Promise.all([linksIn(root, now), before === null ? [] : linksIn(root, before)]);
  return new Set(lists.flat());
}
function judgeBroken(paths, problems) {
  const held = paths.filter((path) => !isPlanning2(path));
  if (held.length === 0) return { state: "open", note: null };
  return {
    state: "shut",
    reason: [
      `Plan Gate cannot tell whether ${namePaths(held)} may be changed: the gate's config is broken.`,
      ...problems.slice(0, 5),
      "Mend the config first; nothing else but plans and specifications may be changed until then."
    ].join("\n")
  };
}
function isPlanning2(path) {
  return isGatedText(path, { globs: [], ownersDesignate: false, spec: "with-plan" }) || candidateFolders(path, []).length > 0;
}
var noBase = {
  title: "this clone knows no default branch",
  message: "Run `git fetch origin` and `git remote set-head origin --auto`."
};
async function judgeCode(clone, code, { side, branch, mayAsk, settings }) {
  const { base } = clone;
  if (base === null) return shut(code, [noBase], "");
  const named = branch ?? clone.branch ?? "";
  const asked = {
    clone,
    base,
    side,
    branch: named,
    globs: settings.features,
    spec: settings.spec,
    pull: null
  };
  const plans = await readPlans(asked);
  if (isSettled(plans)) return { state: "open", note: `${idsOf(plans)}: the plan is on \`${base.name}\`.` };
  const judgedBy = `Judged by \`${base.name}\` in this clone`;
  if (!mayAsk) return shut(code, problemsOf(plans), `${judgedBy}; GitHub was not asked.`);
  const answer = await askWhereBuilt(asked);
  switch (answer.state) {
    case "approved":
      return { state: "open", note: answer.note };
    case "unknown":
      return shut(code, problemsOf(plans), `${judgedBy}; ${answer.why}`);
    case "open":
      return shut(code, answer.problems, `${judgedBy}, and by ${answer.pull} on GitHub.`);
  }
}
async function askWhereBuilt(asked) {
  const asking = await import("../dist/cli/guard/ask-github.js").catch(() => null);
  if (asking !== null) return asking.askGitHub(asked);
  return { state: "unknown", why: "to ask GitHub, run `npm ci` where Plan Gate is." };
}
function idsOf({ features }) {
  return features.map(({ id }) => id).join(", ");
}
function shut(code, problems, judgedBy) {
  const lines = [
    `Plan Gate: ${namePaths(code)} is code that waits for an approved plan.`,
    ...problems.map(({ title, message }) => `- ${title}. ${message}`),
    "Do not work around this: write or mend the plan, open a pull request, and let `plan-gate wait OWNER/REPO#N` tell when a person has approved it. `plan-gate new` starts a plan, `plan-gate check` says what it lacks.",
    judgedBy
  ];
  return { state: "shut", reason: lines.filter((line) => line !== "").join("\n") };
}
function namePaths(paths) {
  const shown = paths.slice(0, maxShownPaths).map((path) => `\`${path}\``);
  const more = paths.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

// src/cli/guard/pre-tool-use.ts
import { realpath } from "node:fs/promises";
import { basename, dirname as dirname3, isAbsolute as isAbsolute2, join as join8, relative as relative3, resolve as resolve2 } from "node:path";
var readers = /* @__PURE__ */ new Set(["Read", "Glob", "Grep", "LS", "NotebookRead"]);
var hookEventName = "PreToolUse";
async function answerToolUse(input, options) {
  const use = readToolUse(input);
  if (use.file === null || readers.has(use.tool)) return { stdout: "", stderr: "" };
  const file = resolve2(use.cwd, use.file);
  const verdicts = await Promise.all(
    (await placesOf2(file, use, options)).map(
      ({ root, paths }) => judgeWrite({ root, paths, side: { type: "disk" }, branch: null, mayAsk: options.mayAsk })
    )
  );
  return answerOf(verdicts);
}
function refusal(permissionDecisionReason) {
  const hookSpecificOutput = { hookEventName, permissionDecision: "deny", permissionDecisionReason };
  return `${JSON.stringify({ hookSpecificOutput })}
`;
}
function answerOf(verdicts) {
  const reasons = verdicts.flatMap((verdict) => verdict.state === "shut" ? [verdict.reason] : []);
  if (reasons.length > 0) return { stdout: refusal(reasons.join("\n\n")), stderr: "" };
  const notes = verdicts.flatMap(
    (verdict) => verdict.state === "open" && verdict.note !== null ? [verdict.note] : []
  );
  return { stdout: "", stderr: notes.map((note) => `plan-gate: ${note}
`).join("") };
}
function readToolUse(input) {
  const value = JSON.parse(input);
  const tool = textIn(value, "tool_name");
  if (tool === null) throw new Error("The input names no `tool_name`.");
  const toolInput = fieldOf(value, "tool_input");
  const file = textIn(toolInput, "file_path") ?? textIn(toolInput, "notebook_path");
  return { tool, cwd: textIn(value, "cwd") ?? process.cwd(), file };
}
function textIn(value, name) {
  const field = fieldOf(value, name);
  return typeof field === "string" && field !== "" ? field : null;
}
async function placesOf2(file, { cwd }, { projectFolder }) {
  const files = [.../* @__PURE__ */ new Set([file, await realFile(file)])];
  const starts = [...files.map(dirname3), cwd, ...projectFolder === null ? [] : [projectFolder]];
  const roots = await Promise.all(starts.map(async (folder) => realFolder(await findRoot(folder))));
  return [...new Set(roots)].flatMap((root) => {
    const paths = files.map((one) => relative3(root, one)).filter(isInside);
    return paths.length === 0 ? [] : [{ root, paths: paths.map(withSlashes) }];
  });
}
function isInside(path) {
  return path !== "" && path !== ".." && !/^\.\.[/\\]/.test(path) && !isAbsolute2(path);
}
async function realFile(file) {
  try {
    return await realpath(file);
  } catch {
    const folder = dirname3(file);
    return folder === file ? file : join8(await realFile(folder), basename(file));
  }
}
function realFolder(folder) {
  return realpath(folder).catch(() => folder);
}

// src/cli/guard/run-guard.ts
var blockingExitCode = 2;
async function runGuard(hook, isOffline) {
  const mayAsk = !isOffline && (process.env["GITHUB_TOKEN"] ?? process.env["GH_TOKEN"] ?? "") !== "";
  switch (hook) {
    case "pre-tool-use":
      return runToolHook(mayAsk);
    case "pre-commit":
      return runGitHook(() => judgeCommit(process.cwd(), mayAsk));
    case "pre-push":
      return runGitHook(async () => judgePush(process.cwd(), await readInput(), mayAsk));
  }
}
async function runToolHook(mayAsk) {
  try {
    const projectFolder = process.env["CLAUDE_PROJECT_DIR"] ?? null;
    const { stdout, stderr } = await answerToolUse(await readInput(), { mayAsk, projectFolder });
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    return exitCodes.satisfied;
  } catch (error) {
    process.stderr.write(`${visibleText(failure(error))}
`);
    return blockingExitCode;
  }
}
async function runGitHook(judge) {
  const verdicts = await judge().catch((error) => [
    { state: "shut", reason: failure(error) }
  ]);
  const said = verdicts.flatMap((verdict) => {
    if (verdict.state === "shut") return [verdict.reason];
    return verdict.note === null ? [] : [`plan-gate: ${verdict.note}`];
  });
  for (const text of said) process.stderr.write(`${visibleText(text)}
`);
  return verdicts.some(({ state }) => state === "shut") ? exitCodes.findings : exitCodes.satisfied;
}
function failure(error) {
  const why = error instanceof Error ? error.message : String(error);
  return `Plan Gate failed itself, so it refuses: ${why}`;
}
async function readInput() {
  let text = "";
  process.stdin.setEncoding("utf8");
  for await (const chunk of process.stdin) text += String(chunk);
  return text;
}
var gone = /^0+$/;
var heads = "refs/heads/";
var maxListed2 = 3e3;
async function judgeCommit(cwd, mayAsk) {
  const root = await findRoot(cwd);
  const paths = await gitPaths(root, [
    "diff",
    "--cached",
    "--name-only",
    "--no-renames",
    "--no-ext-diff",
    "-z"
  ]);
  if (paths === null) return [unreadable("What is staged")];
  if (paths.length === 0) return [];
  return [await judgeWrite({ root, paths, side: { type: "index" }, branch: null, mayAsk })];
}
async function judgePush(cwd, input, mayAsk) {
  const root = await findRoot(cwd);
  const verdicts = [];
  for (const push of pushesIn(input)) verdicts.push(await judgeOne(root, push, mayAsk));
  return verdicts;
}
async function judgeOne(root, { sha, branch }, mayAsk) {
  const { base } = await openClone(root);
  const paths = await changedPaths(root, sha, base?.sha ?? null);
  if (paths === null || paths.length > maxListed2) return unreadable(`What is pushed to \`${branch}\``);
  return judgeWrite({ root, paths, side: { type: "commit", sha }, branch, mayAsk });
}
async function changedPaths(root, sha, base) {
  const fork = base === null ? null : (await git(root, ["merge-base", base, sha]))?.trim() ?? null;
  const all = ["ls-tree", "-r", "-z", "--name-only", "--full-tree", sha];
  const options = ["--name-only", "--no-renames", "--no-ext-diff", "-z"];
  return gitPaths(root, fork === null ? all : ["diff", ...options, fork, sha, "--"]);
}
function pushesIn(input) {
  return input.split("\n").flatMap((line) => {
    const [, sha = "", remoteRef = ""] = line.trim().split(/\s+/);
    if (sha === "" || gone.test(sha) || !remoteRef.startsWith(heads)) return [];
    return [{ sha, branch: remoteRef.slice(heads.length) }];
  });
}
function unreadable(what) {
  return { state: "shut", reason: `Plan Gate: ${what} cannot be read in this clone.` };
}

// src/cli/bundled-guard.ts
process.exitCode = await runGuard(readGuardCall(process.argv.slice(2)) ?? "pre-tool-use", false);
