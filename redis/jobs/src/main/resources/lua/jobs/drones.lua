-- Drones that were heard of lately, or one drone or all of them whenever they were heard of.
--
-- Touches   drones, drones:seen
-- ARGV[2]   drone id, * for all, or empty for those that were heard of lately
-- Returns   {{JSON, seen at (ms)}...}, the one that was heard of last at the end
local one = ARGV[2]

local seen
if one == '*' then
  seen = redis.call('ZRANGE', P .. 'drones:seen', 0, -1, 'WITHSCORES')
elseif one ~= '' then
  local at = redis.call('ZSCORE', P .. 'drones:seen', one)
  seen = at and {one, at} or {}
else
  seen = redis.call('ZRANGEBYSCORE', P .. 'drones:seen', AT - setting('alive', ALIVE), '+inf', 'WITHSCORES')
end

local out = {}
for i = 1, #seen, 2 do
  out[#out + 1] = {redis.call('HGET', P .. 'drones', seen[i]), seen[i + 1]}
end
return out
