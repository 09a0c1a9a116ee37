// What an endpoint may say to do harm where it is shown: on a terminal, in a page, in a file that another program reads,
// in the log of a job.

export const hostileTexts = [
  // Terminals.
  '\u001b[2J\u001b[31m\u001b[?1049h\u001bc \u001b]0;owned\u0007 \u001b]52;c;cm0gLXJmIC8=\u0007 a\u0000b',
  '\u001b]8;;https://example.org/\u001b\\click\u001b]8;;\u001b\\ \u001b[6n\u001b[c\u001bP$q"p\u001b\\\u0005',
  '\u009b2J\u009d0;owned\u009c\u0090q\u009c passed\b\b\b\b\b\b\r\u007f\u000b\u000c',
  // Characters: direction, invisible ones, separators, half a surrogate pair, noncharacters, many marks.
  '\u202egnp.exe\u202c \u2066a\u2069 \u200f \u061c \u200b\u2060\ufeff\u{e0041}\u{e0073}',
  'a\u2028b\u2029c\u0085d a\ud83d b\ude00 \ufffe\uffff\u{1fffe}\ufdd0',
  `a${'\u0301'.repeat(100)}`,
  // XML.
  ']]> ]]&gt; <![CDATA[ &lt; &#0; &#x1b; &nbsp; &undeclared;',
  '<!-- --> --!> <!--> <?xml version="1.0"?> <!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
  // HTML.
  '</script><script>window.owned=1</script><base href="https://example.org/"><svg onload=window.owned=1>',
  '"><img src=x onerror="window.owned=1"> \' onmouseover=\'window.owned=1',
  '</pre></details></textarea></style></title><iframe src="https://example.org/"></iframe>',
  '<meta http-equiv=refresh content="0;url=https://example.org/"><a href="javascript:window.owned=1">a</a>',
  '{{constructor.constructor("window.owned=1")()}} ${window.owned=1} <%= 1 %> %s %d %n %j %o {} {0} %c',
  // Markdown, and what GitHub makes of it.
  '[click](javascript:alert(1)) ![x](https://example.org/x.png) <https://example.org/> www.example.org [a]: /',
  '\n\n# heading\n\n> quote\n\n- item\n\n---\n\n| a | b |\n|--|--|\n| c | d |\n',
  '```\n~~~\n````\n`````` `a` ``b``',
  '</details></summary><details open><summary>owned</summary></code><h1>owned</h1><!--',
  '@everyone @org/team #1 GH-1 owner/repository#1 :tada: 0123456789abcdef0123456789abcdef01234567',
  '\n::error file=a.js,line=1::owned\n::add-mask::a\n::stop-commands::a\n##[error]owned %0A::error::owned %25',
  // TAP, YAML, CSV, shells, JavaScript.
  '\nok 1 - owned\nnot ok 2 - owned # TODO\n1..1\nBail out! owned\n# Subtest: owned\npragma +bail',
  'owned # SKIP it # TODO it \\# SKIP \\\\# TODO',
  '\n...\n---\n  ...\n  ---\na: b\n- c\n!!js/function "a" &a *a %YAML @a `a` \t',
  '"a","b"\r\n;c;\td\n" =HYPERLINK("https://example.org/","a") +1 -1 @SUM(1)\n=1\n+1\n-1\n@a',
  `'; touch owned; ' $(touch owned) \`touch owned\` \\ "$HOME" !! \n touch owned #`,
  '__proto__',
];
