-- Figures of two editions for one thing: concept, scope, measure, span, place, kind and time. One figure a report, beside those of the
-- four editions before and behind. In: `figures`, `editions`; `mine`, the editions of the part.
WITH keyed AS (
  SELECT figures.*, concept || '|' || scope || '|' || measure || '|' || span || '|' || place || '|' || kind || '|' || period AS thing
  FROM figures WHERE concept <> '' AND period <> ''
), numbered AS (
  SELECT keyed.*, row_number() OVER (PARTITION BY thing, edition, report ORDER BY url) AS nth FROM keyed
), ranked AS (
  SELECT numbered.*, dense_rank() OVER (PARTITION BY thing ORDER BY edition) AS rank_of_edition FROM numbered WHERE nth = 1
)
SELECT own.edition AS edition, own.concept AS concept, own.name AS name, own.scope AS scope, own.measure AS measure, own.span AS span,
  own.place AS place, own.kind AS kind, own.period AS period, own.url AS url, own.quote AS quote, own.low AS low, own.high AS high,
  own.unit AS unit, editions.title AS of_edition, editions.address || other.url AS of_url, other.quote AS of_quote,
  other.low AS of_low, other.high AS of_high, other.unit AS of_unit
FROM ranked own
JOIN mine ON mine.edition = own.edition
JOIN ranked other ON own.thing = other.thing AND own.edition <> other.edition
  AND own.rank_of_edition <= other.rank_of_edition + 4 AND other.rank_of_edition <= own.rank_of_edition + 4
JOIN editions ON editions.edition = other.edition
ORDER BY 1, 2, 9, 10, 16
