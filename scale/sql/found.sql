-- What the editions of a part are given: the pairs that have a side in them. In: `pairs`, of all parts of the step before; `passages`,
-- `reports`, `editions`; `mine`, the editions of the part.
WITH sides AS (
  SELECT a_edition AS edition, a AS own, b_edition AS other_edition, b AS other, shared FROM pairs
  UNION ALL
  SELECT b_edition, b, a_edition, a, shared FROM pairs
)
SELECT sides.edition AS edition, own.at AS at, own.print AS print, sides.shared AS shared,
  editions.title AS of_edition, reports.title AS of_report, other.place AS of_place, other.section AS of_section,
  editions.address || other.url AS of_url, other.language AS of_language, other.note AS of_note,
  other.is_target AS of_is_target, other.is_norm AS of_is_norm, other.text AS of_text, other.names AS of_names
FROM sides
JOIN mine ON mine.edition = sides.edition
JOIN passages own ON own.passage = sides.own
JOIN passages other ON other.passage = sides.other
JOIN editions ON editions.edition = sides.other_edition
JOIN reports ON reports.edition = other.edition AND reports.report = other.report
ORDER BY 1, 2, 9
