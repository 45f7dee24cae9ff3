# frozen_string_literal: true

# The login in Sinatra under puma; RbNaCl is libsodium's binding.
require "base64"
require "digest"
require "json"
require "pg"
require "rbnacl"
require "securerandom"
require "sinatra/base"

class Login < Sinatra::Base
  set :environment, :production
  set :logging, false
  set :protection, false

  STATEMENTS = %w[find_login open_session record_login_failure].to_h do |name|
    [name, File.read(File.join(ENV.fetch("BENCH_SQL"), "#{name}.sql"))]
  end

  # libpq's variables by name: the gem resolves hosts itself and does not look at all of them.
  WHERE = { host: ENV.fetch("PGHOST"), port: ENV.fetch("PGPORT"), dbname: ENV.fetch("PGDATABASE"),
            user: ENV.fetch("PGUSER"), password: ENV["PGPASSWORD"] }.compact

  # A connection for each thread, made where it is first used.
  def self.connection
    Thread.current[:connection] ||= PG.connect(WHERE).tap do |connection|
      STATEMENTS.each { |name, text| connection.prepare(name, text) }
    end
  end

  def execute(name, *parameters)
    Login.connection.exec_prepared(name, parameters).values
  end

  def refuse
    halt 401, JSON.generate(code: "invalid_credentials")
  end

  post "/api/v1/login" do
    content_type :json
    given = JSON.parse(request.body.read)
    team_space, member, hash, status, locked = execute("find_login", given["team_space"], given["email"]).first
    refuse if hash.nil? || status != "active" || !locked.nil?
    unless RbNaCl::PasswordHash.argon2_valid?(given["password"], hash)
      execute("record_login_failure", team_space, given["email"])
      refuse
    end
    token = "grs_#{SecureRandom.urlsafe_base64(32)}"
    digest = { value: Digest::SHA256.digest(token), format: 1 }
    outcome, expires_at = execute("open_session", team_space, member, digest, 43_200, 1_209_600, request.ip, request.user_agent, nil, hash).first
    refuse if outcome != "ok"
    JSON.generate(token: token, expires_at: expires_at)
  end
end

run Login
