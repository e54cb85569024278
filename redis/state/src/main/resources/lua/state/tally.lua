-- Counts the entries of sorted sets that come after a place of each.
--
-- KEYS[i]       zset  index; one may come several times
-- ARGV[2i - 1]  rank  of the place; -inf: the whole index is counted
-- ARGV[2i]      id    of the place: of entries of the same rank, those with a greater id count
--
-- Returns {count, id, rank...}: for each key how many entries, and the last of all in the index,
-- '' and '' when it is empty.

local function count(key, rank, id)
  if rank == '-inf' then
    return redis.call('ZCARD', key)
  end
  local after = redis.call('ZCOUNT', key, '(' .. rank, '+inf')
  for _, tied in ipairs(redis.call('ZRANGEBYSCORE', key, rank, rank)) do
    if greater(tied, id) then
      after = after + 1
    end
  end
  return after
end

local answer = {}
for i, key in ipairs(KEYS) do
  answer[#answer + 1] = count(key, ARGV[2 * i - 1], ARGV[2 * i])
  local newest = redis.call('ZREVRANGE', key, 0, 0, 'WITHSCORES')
  answer[#answer + 1] = newest[1] or ''
  answer[#answer + 1] = newest[2] or ''
end
return answer
