-- Ends running jobs with their results, and gives their drones the next ones: one call for drones that
-- have no time to lose.
--
-- Touches   what `complete.lua` and `claim.lua` touch
-- ARGV[2]   how many results follow
-- ARGV[3..] three of each result, as for `complete.lua`; behind them how many claims follow, the first three words
--           of each as for `claim.lua`, and once the others, which they have in common
-- Returns   {what `complete.lua` returns, and of each claim what `claim.lua` returns}
local claims = 3 + 3 * ARGV[2]
local many = tonumber(ARGV[claims])
return {done(3, claims - 1), unpack(claim(claims + 1, many, claims + 1 + 3 * many, #ARGV))}
