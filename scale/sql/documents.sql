-- Documents that several editions cite, by number and kind; each beside those of the four editions before and behind. In: `documents`,
-- `editions`; `mine`, the editions of the part.
WITH keyed AS (
  SELECT documents.*, number || '|' || kind AS thing FROM documents WHERE number <> ''
), ranked AS (
  SELECT keyed.*, dense_rank() OVER (PARTITION BY thing ORDER BY edition) AS nth FROM keyed
)
SELECT own.edition AS edition, own.document AS document, own.number AS number, own.kind AS kind,
  editions.title AS of_edition, editions.address || other.url AS of_url, other.mentions AS of_mentions, other.title AS of_title
FROM ranked own
JOIN mine ON mine.edition = own.edition
JOIN ranked other ON own.thing = other.thing AND own.edition <> other.edition
  AND own.nth <= other.nth + 4 AND other.nth <= own.nth + 4
JOIN editions ON editions.edition = other.edition
ORDER BY 1, 2, 6
