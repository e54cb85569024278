-- Open jobs: a set for each room, which also counts them, and `busy` with the rooms that have some.

-- Open jobs in all. The rooms are counted once a second at most while less than half of what may be open
-- is: nobody puts in the other half within that time.
--
-- `sum`, `summed`  how many there were when, as the hash of the queue says
-- `most`           how many there may be
-- `more`           how many are to come
local function open_jobs(sum, summed, most, more)
  sum, summed = tonumber(sum), tonumber(summed)
  if sum and AT >= summed and AT - summed < math.min(1000, most / 100) and sum + more <= most / 2 then
    return sum
  end
  sum = 0
  for _, room in ipairs(redis.call('SMEMBERS', P .. 'busy')) do
    sum = sum + redis.call('SCARD', P .. 'open:' .. room)
  end
  redis.call('HSET', P .. 'queue', 'sum', sum, 'summed', AT)
  return sum
end

-- How many a room has.
local function open_jobs_of(room)
  return redis.call('SCARD', P .. 'open:' .. room)
end

-- Notes that jobs of a room are open; `had` is how many it had.
local function opened(room, had, ...)
  redis.call('SADD', P .. 'open:' .. room, ...)
  if had == 0 then
    redis.call('SADD', P .. 'busy', room)
  end
end
