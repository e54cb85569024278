-- Keeps progress and log lines of a running job, each report once, and moves the end of its lease.
--
-- Touches   jobs, job:<id>, log:<id>, leases, outbox
-- ARGV[2]   job id
-- ARGV[3]   drone id
-- ARGV[4]   fence
-- ARGV[5]   number of the report, growing within a lease
-- ARGV[6]   percent, or empty
-- ARGV[7]   note, or empty
-- ARGV[8]   how many lines a log has at most
-- ARGV[9]   how many bytes a log has at most
-- ARGV[10..] log lines
-- Returns   go_on, cancel or lost
local id, drone, fence = ARGV[2], ARGV[3], ARGV[4]
local number, percent, note = tonumber(ARGV[5]), ARGV[6], ARGV[7]
local max_lines, max_bytes = tonumber(ARGV[8]), tonumber(ARGV[9])

-- How long news of progress wait for more of it.
local COLLAPSE = 200

local log = P .. 'log:' .. id

-- Appends the lines as far as they fit. The first that does not fit is replaced by a remark; what
-- comes then is dropped.
local function append(job)
  local size = redis.call('HMGET', P .. 'job:' .. id, 'lines', 'bytes', 'cut')
  if size[3] then
    return
  end
  local lines, bytes = tonumber(size[1] or 0), tonumber(size[2] or 0)
  for i = 10, #ARGV do
    lines, bytes = lines + 1, bytes + #ARGV[i]
    if lines > max_lines or bytes > max_bytes then
      redis.call('XADD', log, '*', 'text', '[The log is full: what comes now is not kept.]')
      set_fields(job, 'cut', 1)
      return
    end
    redis.call('XADD', log, '*', 'text', ARGV[i])
  end
  set_fields(job, 'lines', lines, 'bytes', bytes)
end

local job = load(id)
if not holds(job, drone, fence) then
  return 'lost'
end
redis.call('ZADD', P .. 'leases', lease_end(job), id)

if tonumber(job.reported) < number then
  job.reported = number
  save(job)
  if percent ~= '' then
    set_fields(job, 'percent', percent, 'note', note)
  end
  if #ARGV > 9 then
    append(job)
  end
  if job.told == '1' then
    local last = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
    owe('progress:' .. id, 'progress', AT + COLLAPSE,
        '"job":"' .. id .. '","fence":' .. fence .. ',"log":"' .. (last and last[1] or '') .. '"')
  end
end
return job.mark == 'c' and 'cancel' or 'go_on'
