// What an endpoint may say to do harm where its words are shown: in a terminal, in a page, in a file that another
// program reads, in the log of a job.

const esc = '\u001b';

/** Texts by what they are after. */
export const hostileTexts: Record<string, string> = {
  'terminal-colours-and-screen': `${esc}[2J${esc}[31m${esc}[?1049h${esc}c`,
  'terminal-title': `${esc}]0;owned\u0007`,
  'terminal-link': `${esc}]8;;https://example.org/${esc}\\click${esc}]8;;${esc}\\`,
  'terminal-clipboard': `${esc}]52;c;cm0gLXJmIC8=\u0007`,
  'terminal-answerback': `${esc}[6n${esc}[c${esc}P$q"p${esc}\\\u0005`,
  'terminal-upper-controls': '\u009b2J\u009d0;owned\u009c\u0090q\u009c',
  'terminal-backspaces': `passed${'\b'.repeat(60)}\r\u007f\u000b\u000c`,
  'marks-of-direction': '\u202egnp.exe\u202c \u2066a\u2069 \u200f \u061c',
  'invisible-letters': '\u200b\u2060\ufeff\u{e0041}\u{e0073}',
  'line-separators': 'a\u2028b\u2029c\u0085d',
  nul: 'a\u0000b',
  'half-a-pair': 'a\ud83d b\ude00',
  'no-characters': '\ufffe\uffff\u{1fffe}\ufdd0',
  'many-marks-on-a-letter': `a${'\u0301'.repeat(2000)}`,
  'xml-end-of-cdata': ']]> ]]&gt; <![CDATA[ &lt; &#0; &#x1b;',
  'xml-comments':
    '<!-- --> --!> <!--> <?xml version="1.0"?> <!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
  'html-script': '</script><script>window.owned=1</script>',
  'html-script-in-attributes': '"><img src=x onerror="window.owned=1"> \' onmouseover=\'window.owned=1',
  'html-elements':
    '</pre></details></textarea></style></title><iframe src="https://example.org/"></iframe><base href="https://example.org/"><svg onload=window.owned=1><meta http-equiv=refresh content="0;url=https://example.org/">',
  'html-links':
    '<a href="javascript:window.owned=1">click</a> javascript:window.owned=1 data:text/html,<script>window.owned=1</script>',
  'html-templates': '{{constructor.constructor("window.owned=1")()}} ${window.owned=1} <%= 1 %>',
  'markdown-links':
    '[click](javascript:alert(1)) ![x](https://example.org/x.png) <https://example.org/> https://example.org/ www.example.org [a]: https://example.org/',
  'markdown-blocks': '\n\n# heading\n\n> quote\n\n- item\n\n---\n\n| a | b |\n|--|--|\n| c | d |\n',
  'markdown-fences': '```\n~~~\n````\n`````` `a` ``b``',
  'markdown-html': '</details></summary><details open><summary>owned</summary></code><h1>owned</h1><!--',
  'markdown-mentions':
    '@everyone @org/team #1 GH-1 owner/repository#1 :tada: 0123456789abcdef0123456789abcdef01234567',
  'github-commands':
    '\n::error file=a.js,line=1::owned\n::set-output name=a::b\n::add-mask::a\n::stop-commands::a\n##[error]owned\n##[command]a',
  'github-escapes': '%0A::error::owned %0D%0A %25 %3A %2C ::',
  'tap-points':
    '\nok 1 - owned\nnot ok 2 - owned # TODO\n1..1\nBail out! owned\n# Subtest: owned\npragma +bail',
  'tap-directives': 'owned # SKIP it # TODO it \\# SKIP \\\\# TODO',
  'yaml-breakers': '\n...\n---\n  ...\n  ---\na: b\n- c\n!!js/function "a" &a *a %YAML @a `a` \t',
  'csv-breakers': '"a","b"\r\n;c;\td\n"',
  'csv-formulas': '=HYPERLINK("https://example.org/","a") +1 -1 @SUM(1)\n=1\n+1\n-1\n@a',
  'shell-breakers': `'; touch owned; ' $(touch owned) \`touch owned\` \\ "$HOME" !! \n touch owned #`,
  'format-directives': '%s %d %n %j %o %% {} {0} %c',
  'error-name-like-a-member-of-objects': '__proto__',
  'long-word': 'a'.repeat(1_000_000),
  'many-lines': 'line\n'.repeat(100_000),
  'many-words': 'one more '.repeat(100_000),
  'many-backticks': '`'.repeat(200_000),
  'many-hashes': '#&<>"'.repeat(100_000),
};
