-- Open jobs: `jobs` has them, and `busy` counts those of each room.

-- How many there are in all.
local function open_jobs()
  return redis.call('HLEN', P .. 'jobs')
end

-- How many a room has.
local function open_jobs_of(room)
  return tonumber(redis.call('HGET', P .. 'busy', room) or 0)
end

-- Notes that so many more of a room are open.
local function opened(room, many)
  redis.call('HINCRBY', P .. 'busy', room, many)
end
