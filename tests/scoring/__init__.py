"""The measure: extracted facts against hand-made right answers.

A predicted figure meets a gold figure when their spans overlap; `quantity` counts it right when value, unit and range
end agree, `fact` when modifier, subject, type and place agree too. Gold rows with `must: false` are neither rewarded
nor punished. Beside the plain rates, `place.other`, `time.dated`, `per.set` and `part_of.set` count only the rows in
which the right answer is not the default.
"""
