"""A dossier as terminal text, Markdown, JSON, one HTML file, PDF and DOCX, and its tables as files.

One set of view models serves every output; texts in them are translated and made for a reader, not yet escaped.

- `compose.dossier_view(dossier, articles, translator, full_text, unsure)`: the whole page; `.story_view`: one story
- `view`: every dataclass of the pages under one name, `DossierView` and `StoryView` among them
- `evidence.Library(rows, articles, anchors, translator)`: what evidence is resolved against; `.evidence`, `.places`

The parts of a story, each of which can be made alone (`anchor` is a beginning of ids that no other story has, `goto`
what `claim_anchors` gives); every `Part` has `rows`, `unsure` (behind a switch) and `empty` (why there is nothing):

- `parts.opening.cautions(story, library)`, `.legend(_)`: what is not known, and what words mean that all parts use
- `parts.brief.brief(story, disputes, figures, goto, library, anchor)`: the four short lists: `BriefList`, `BriefLine`
- `parts.chronicle.chronicle(story, library, anchor)`, `.background(...)`: what happened, what came before: `DayView`
- `parts.claims.claims(story, articles, library, anchor)`: claims of several places with members and how they differ:
  `ClaimView`, `MemberView`, `RootView`; `.claim_view(claim, ...)` one of them; `.claim_anchors(story, anchor)`
- `parts.matrix.matrix(claims, library)`: claims by outlet, each cell the mode and stance: `MatrixView`
- `parts.disputes.disputes(story, library, anchor)`: both sides: `DisputeView`, `SideView`
- `parts.figures.figures(story, library, anchor)`: numbers side by side, as ranges and over time: `FigureView`
- `parts.statements.statements(story, library, anchor)`: who says what, by speaker: `SpeakerView`, `StatementView`
- `parts.chains.chains(story, library, anchor, goto)`: from the first source to the outlet: `ClaimChainsView`
- `parts.gaps.gaps(story, library, anchor, goto)`: by claim: `GapView`; `.left_out(gaps, library, anchor)`: by outlet
- `parts.wording.wording(story, library, anchor)`: words for one and the same: `WordingView`
- `parts.drift.drift(story, library, anchor)`: quotations on their way: `DriftView`, `FormView`
- `parts.findings.findings(story, library, anchor)`: headlines that say more than their text: `FindingView`
- `parts.relations.relations(story, library, anchor)`: who did what to whom: `PairView`, `RelationView`
- `parts.reuse.reused(rows, library, anchor, empty)`: passages in the same words: `ReuseView`
- `parts.actors.actors(story, library, anchor)`: who is who: `ActorsView`, `ActorView`
- `parts.articles.article_view(id, library)`, `.version_view`, `.whole_view`: the articles themselves
- `outline.outline(story, translator)`: the same as sections, groups and entries, for a plain output
- `parts.members.claim_text(claim, library)`, `.speakers_of`, `.member_evidence`: a claim's words, speakers and places

Outputs: `html.html_page`, `markdown.markdown_page`, `terminal.dossier`, `pdf.pdf_document`, `docx.docx_document`,
`wire.dossier_json`; `tables.write_table`, `graph.graph_bytes`; `write.write_report` chooses by the file's ending.
"""
