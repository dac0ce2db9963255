-- Pairs of passages that share enough runs to be looked at: one part of all pairs.
--
-- Three runs, and a fifth of the shorter passage's runs or a row of 25 words: what is less is a phrase of the office. In: `runs`, what
-- all parts of the step before gave for the passages of the part, and `passages`.
WITH summed AS (
  SELECT a, b, sum(shared) AS shared FROM runs
  GROUP BY a, b HAVING sum(shared) >= 3
)
SELECT a.edition AS a_edition, b.edition AS b_edition, summed.a, summed.b, summed.shared
FROM summed
JOIN passages a ON a.passage = summed.a
JOIN passages b ON b.passage = summed.b
WHERE summed.shared * 5 >= CASE WHEN a.words < b.words THEN a.words ELSE b.words END - 5 OR summed.shared > 20
