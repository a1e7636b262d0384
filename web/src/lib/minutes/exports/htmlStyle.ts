/** How an exported page looks, on screens and on paper. */
export const htmlStyle = `
:root{color-scheme:light dark}
body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.55 system-ui,sans-serif}
h1,h2,h3,h4{line-height:1.25;margin:1.6em 0 .4em}
h1{margin-top:0}
table{border-collapse:collapse;width:100%;margin:1em 0}
th,td{border:1px solid #8888;padding:.35em .6em;text-align:start;vertical-align:top}
td p,th p,li p{margin:0}
li>p:first-of-type{display:inline}
blockquote{margin:1em 0;padding-inline-start:1em;border-inline-start:3px solid #8888}
pre{padding:.8em 1em;background:#8882;overflow-x:auto}
img{max-width:100%;height:auto}
.check{list-style:none;padding-inline-start:.2em}
.decision{margin:1em 0;padding-inline-start:.9em;border-inline-start:3px solid}
.decision p{margin:.2em 0}
.who{opacity:.75}
a{color:inherit}
@media print{body{margin:0;max-width:none}h1,h2,h3,h4{break-after:avoid}tr,.decision{break-inside:avoid}}
`;
