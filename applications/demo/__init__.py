from inmp_portal.home.performances import register

register("applications.demo.performance", order=10)
