-- Asks for the paths listed in a file, each thread from a place of its own, and prints what was measured as one line of JSON.
local threads = 0

function setup(thread)
   thread:set("part", threads)
   threads = threads + 1
end

function init(args)
   asked = {}
   for path in io.lines(args[1]) do
      asked[#asked + 1] = wrk.format("GET", path)
   end
   at = tonumber(args[2]) + part * math.floor(#asked / 2)
end

function request()
   at = at + 1
   return asked[at % #asked + 1]
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      'figures: {"requests_per_s":%.0f,"p50_ms":%.2f,"p95_ms":%.2f,"p99_ms":%.2f,"requests":%d,"bytes_per_answer":%d,"failed":%d}\n',
      summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
      summary.requests, summary.bytes / summary.requests, errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
