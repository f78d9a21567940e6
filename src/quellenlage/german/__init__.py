"""The German language pack: tokens, sentences, lexicons, calendar, folding. A second language is a second folder."""
